ALTER TABLE ${database}.${table} ${on_cluster} APPLY DELETED MASK SETTINGS mutations_sync = ${wait}
