ALTER TABLE ${database}.${table} MODIFY COLUMN ${name} ${type} TTL ${name}_until
