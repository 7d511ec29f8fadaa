${name} ${type} TTL ${name}_until
