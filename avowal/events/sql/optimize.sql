OPTIMIZE TABLE ${database}.${table} ${on_cluster} FINAL
