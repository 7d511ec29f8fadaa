-- How mails were read.
SELECT reading_format, uniqExact(message_key) AS messages, count() AS opens
FROM mail_events
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')} AND NOT automated
GROUP BY reading_format
ORDER BY opens DESC, reading_format
LIMIT {limit:UInt32}
