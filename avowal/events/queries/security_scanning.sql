-- Hosts that asked in one day for many paths that there are not, or for what only attackers look for.
SELECT
    address,
    toDate(seen_at) AS day,
    uniqExactIf(path, status = 404 AND NOT probe) AS missing,
    uniqExactIf(path, probe) AS probes,
    countIf(status = 404) AS failures,
    anyIf(path, probe) AS probed,
    anyIf(browser, automated) AS crawler,
    min(seen_at) AS first_at,
    max(seen_at) AS last_at
FROM
(
    SELECT
-- include security_host
        AS address, seen_at, path, status, browser, automated,
        match(path, {probe:String}) AS probe
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND status >= 400 AND ip_address != ''
)
WHERE status = 404 OR probe
GROUP BY address, day
HAVING probes >= {least_probes:UInt32} OR missing >= {least_missing:UInt32}
ORDER BY probes + missing DESC, address, first_at
LIMIT {limit:UInt32}
