-- GoAccess: referring sites.
SELECT referrer_origin, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog WHERE referrer_origin != '' GROUP BY referrer_origin ORDER BY hits DESC LIMIT 366
