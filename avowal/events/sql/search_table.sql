SELECT ${counts} FROM ${database}.${table} SETTINGS log_queries = 0
