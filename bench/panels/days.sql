-- GoAccess: unique visitors and hits per day.
SELECT toDate(seen_at) AS day, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, count() AS hits, sum(bytes) AS bytes
FROM weblog GROUP BY day ORDER BY day
