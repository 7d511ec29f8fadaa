t.${name}_until > now()
