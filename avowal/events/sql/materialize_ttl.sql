ALTER TABLE ${database}.${table} MATERIALIZE TTL SETTINGS mutations_sync = 2
