-- GoAccess: visitors' addresses.
SELECT ip_address, count() AS hits, uniqExact(reinterpretAsUInt64(unhex(visitor_key))) AS visitors, sum(bytes) AS bytes
FROM weblog GROUP BY ip_address ORDER BY hits DESC LIMIT 366
