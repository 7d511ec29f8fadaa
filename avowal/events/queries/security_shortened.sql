-- Whether there are rows whose whole address is kept no more.
SELECT count() AS shortened
FROM
(
    SELECT 1
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND ip_address = '' AND ip_network != ''
    LIMIT 1
)
