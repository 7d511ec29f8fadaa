SELECT count() FROM ${database}.${table} WHERE ${of} SETTINGS log_queries = 0
