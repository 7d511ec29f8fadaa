SELECT DISTINCT raw_origin FROM parsed
WHERE raw_origin != '' AND raw_origin NOT IN (SELECT raw_origin FROM origins)
SETTINGS log_queries = 0
