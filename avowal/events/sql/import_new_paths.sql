SELECT DISTINCT raw_path FROM parsed WHERE raw_path != '' AND raw_path NOT IN (SELECT raw_path FROM paths)
SETTINGS log_queries = 0
