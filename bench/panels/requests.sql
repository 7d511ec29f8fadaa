-- GoAccess: requested files.
SELECT path, method, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog WHERE status != 404 AND NOT match(path, '[.](css|js|png|woff2)$') GROUP BY path, method ORDER BY hits DESC LIMIT 366
