-- Who called themselves a crawler whose maker says from which networks it comes.
SELECT
    if(ip_address != '', ip_address, ip_network) AS address,
    browser,
    network_owner,
    count() AS requests,
    min(seen_at) AS first_at,
    max(seen_at) AS last_at
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND has({crawlers:Array(String)}, browser) AND address != '' AND network_owner != ''
GROUP BY address, browser, network_owner
ORDER BY requests DESC, address, browser
LIMIT {limit:UInt32}
