SELECT DISTINCT raw_path FROM (${asked}) AS asked_lines WHERE raw_path != '' SETTINGS log_queries = 0
