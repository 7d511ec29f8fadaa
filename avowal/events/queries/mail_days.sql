-- Per day: loads by people's programs, and by machines.
SELECT toDate(seen_at, {time_zone:String}) AS day, countIf(NOT automated) AS opens, countIf(automated) AS machine_opens
FROM mail_events
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
GROUP BY day
