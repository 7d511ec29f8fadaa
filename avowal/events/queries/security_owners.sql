-- Whose networks these addresses lie in, as last seen.
SELECT if(ip_address != '', ip_address, ip_network) AS address, argMax(network_owner, seen_at) AS owner
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND network_owner != '' AND has({addresses:Array(String)}, address)
GROUP BY address
