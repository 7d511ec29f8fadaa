-- All requests of some hosts by day.
SELECT
-- include security_host
    AS address, toDate(seen_at) AS day, count() AS requests
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND ip_address != '' AND has({addresses:Array(String)}, address)
GROUP BY address, day
