-- GoAccess: operating systems.
SELECT system, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog GROUP BY system ORDER BY hits DESC LIMIT 366
