-- Whose networks these hosts lie in, as last seen.
SELECT
-- include security_host
    AS address, argMax(network_owner, seen_at) AS owner
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND network_owner != '' AND ip_address != '' AND has({addresses:Array(String)}, address)
GROUP BY address
