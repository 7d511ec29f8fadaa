-- GoAccess: status codes.
SELECT status, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog GROUP BY status ORDER BY hits DESC
