system.${table}
