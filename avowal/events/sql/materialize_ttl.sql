ALTER TABLE ${database}.${table} ${on_cluster} MATERIALIZE TTL SETTINGS mutations_sync = 2
