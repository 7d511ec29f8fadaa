-- Addresses that asked in one day for many paths that there are not, or for what only attackers look for.
SELECT
    address,
    uniqExactIf(path, status = 404 AND NOT probe) AS missing,
    uniqExactIf(path, probe) AS probes,
    countIf(status = 404) / count() AS share,
    anyIf(path, probe) AS probed,
    anyIf(browser, automated) AS crawler,
    minIf(seen_at, status = 404 OR probe) AS first_at,
    maxIf(seen_at, status = 404 OR probe) AS last_at
FROM
(
    SELECT
        if(ip_address != '', ip_address, ip_network) AS address, seen_at, path, status, browser, automated,
        status >= 400 AND match(path, {probe:String}) AS probe
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
)
WHERE address != ''
GROUP BY address, toDate(seen_at)
HAVING probes >= {least_probes:UInt32} OR (missing >= {least_missing:UInt32} AND share >= {least_share:Float64})
ORDER BY probes + missing DESC, address, first_at
LIMIT {limit:UInt32}
