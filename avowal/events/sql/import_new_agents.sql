SELECT DISTINCT agent FROM parsed WHERE has_agent AND agent NOT IN (SELECT agent FROM agents) SETTINGS log_queries = 0
