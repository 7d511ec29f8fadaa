SELECT ${counts} FROM ${database}.${table}
