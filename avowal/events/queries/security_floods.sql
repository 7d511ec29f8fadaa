-- Hosts with more requests in one minute than people make; parts of pages are left out.
SELECT address, max(requests) AS most, min(minute) AS first_at, max(minute) AS last_at
FROM
(
    SELECT
-- include security_host
        AS address, toStartOfMinute(seen_at) AS minute, count() AS requests
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND ip_address != '' AND NOT match(path, '^/(_a|static|media)/')
    GROUP BY address, minute
    HAVING requests >= {least:UInt32}
)
GROUP BY address
ORDER BY most DESC, address
LIMIT {limit:UInt32}
