SELECT toString(toDate(seen_at, {time_zone:String})) AS day, count() FROM ${view_database}.${table}
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
GROUP BY day
