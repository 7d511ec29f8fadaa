-- Messages whose picture was loaded by a person's program, such loads, and loads by machines.
SELECT uniqExactIf(message_key, NOT automated) AS messages, countIf(NOT automated) AS opens, countIf(automated) AS machine_opens
FROM mail_events
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
