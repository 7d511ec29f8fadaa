SELECT DISTINCT agent FROM parsed WHERE has_agent
