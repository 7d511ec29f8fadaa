-- Addresses whose sign-ins failed all day long, mostly: guessing with pauses, or with a sign-in that works between.
SELECT address, countIf(failed) AS failures, min(seen_at) AS first_at, max(seen_at) AS last_at
FROM
(
    SELECT if(ip_address != '', ip_address, ip_network) AS address, seen_at, status < 300 OR status BETWEEN 400 AND 499 AS failed
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND method = 'POST' AND status < 500 AND match(path, {sign_in:String})
)
WHERE address != ''
GROUP BY address, toDate(seen_at)
HAVING failures >= {least:UInt32} AND failures > 2 * countIf(NOT failed)
ORDER BY failures DESC, address, first_at
LIMIT {limit:UInt32}
