-- Runs of failed sign-ins from one address with no sign-in that worked between, and no long pause.
SELECT
    address,
    count() AS failures,
    min(seen_at) AS first_at,
    max(seen_at) AS last_at
FROM
(
    SELECT
        address,
        seen_at,
        failed,
        sum(parted) OVER (PARTITION BY address ORDER BY seen_at, failed ROWS UNBOUNDED PRECEDING) AS run
    FROM
    (
        SELECT
            address,
            seen_at,
            failed,
            NOT failed OR dateDiff('second', lagInFrame(seen_at, 1, seen_at) OVER (
                PARTITION BY address ORDER BY seen_at, failed ROWS BETWEEN 1 PRECEDING AND CURRENT ROW
            ), seen_at) > {pause:UInt32} AS parted
        FROM
        (
            SELECT if(ip_address != '', ip_address, ip_network) AS address, seen_at, status < 300 OR status BETWEEN 400 AND 499 AS failed
            FROM weblog
            WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
                AND ({site:String} = '' OR site = {site:String})
                AND method = 'POST' AND status < 500 AND match(path, {sign_in:String})
        )
        WHERE address != ''
    )
)
WHERE failed
GROUP BY address, run
HAVING failures >= {least:UInt32}
ORDER BY failures DESC, address, first_at
LIMIT {limit:UInt32}
