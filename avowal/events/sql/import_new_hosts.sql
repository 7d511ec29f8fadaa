SELECT DISTINCT host FROM parsed WHERE host NOT IN (SELECT host FROM hosts) SETTINGS log_queries = 0
