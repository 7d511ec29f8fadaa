ALTER TABLE ${database}.${table} ${on_cluster} MODIFY COLUMN ${name} ${type} TTL ${name}_until
