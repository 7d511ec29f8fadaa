-- Per issue: messages opened, opens, opens by machines, and the first and last of people.
SELECT
    issue,
    uniqExactIf(message_key, NOT automated) AS messages,
    countIf(NOT automated) AS opens,
    countIf(automated) AS machine_opens,
    minIf(seen_at, NOT automated) AS first_at,
    maxIf(seen_at, NOT automated) AS last_at
FROM mail_events
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
GROUP BY issue
ORDER BY max(seen_at) DESC, issue
LIMIT {limit:UInt32}
