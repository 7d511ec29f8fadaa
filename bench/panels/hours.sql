-- GoAccess: times of visits.
SELECT toHour(seen_at) AS hour, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog GROUP BY hour ORDER BY hour
