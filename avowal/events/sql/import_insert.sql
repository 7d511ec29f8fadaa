INSERT INTO ${database}.${table} (${columns})
SETTINGS log_queries = 0, insert_deduplication_token = '${token}', max_partitions_per_insert_block = 0
SELECT ${values} FROM (${rows}) AS r
