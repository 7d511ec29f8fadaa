OPTIMIZE TABLE ${database}.${table} FINAL
