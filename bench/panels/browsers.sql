-- GoAccess: browsers.
SELECT browser, automated, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog GROUP BY browser, automated ORDER BY hits DESC LIMIT 366
