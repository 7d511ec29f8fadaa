-- Which addresses cause errors, for those who keep the sites safe and mend them.
SELECT ip_address, ip_network, count() AS requests, uniqExact(path) AS paths, max(seen_at) AS last_seen_at
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')} AND status >= 400
GROUP BY ip_address, ip_network
ORDER BY requests DESC, ip_address, ip_network
LIMIT {limit:UInt32}
