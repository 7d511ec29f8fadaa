SYSTEM SYNC REPLICA ${on_cluster} ${database}.${keys}
