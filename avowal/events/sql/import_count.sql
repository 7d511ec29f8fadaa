SELECT countIf(keep_until > {now:DateTime('UTC')}), toString(max(keep_until)) FROM (${rows}) SETTINGS log_queries = 0
