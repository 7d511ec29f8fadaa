-- All requests of some addresses by day.
SELECT if(ip_address != '', ip_address, ip_network) AS address, toDate(seen_at) AS day, count() AS requests
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND has({addresses:Array(String)}, address)
GROUP BY address, day
