-- Who called themselves a crawler whose maker says from which networks it comes; where the whole address is kept no
-- more, by its network: whoever else lies in it, the name is forged.
SELECT
    if(host != '', host, ip_network) AS address,
    browser,
    network_owner,
    count() AS requests,
    min(seen_at) AS first_at,
    max(seen_at) AS last_at
FROM
(
    SELECT
-- include security_host
        AS host, ip_network, browser, network_owner, seen_at
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND has({crawlers:Array(String)}, browser) AND network_owner != ''
)
WHERE address != ''
GROUP BY address, browser, network_owner
ORDER BY requests DESC, address, browser
LIMIT {limit:UInt32}
