-- Runs of failed sign-ins from one host with no sign-in that worked between, and no long pause.
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
-- include security_sign_ins
        )
    )
)
WHERE failed
GROUP BY address, run
HAVING failures >= {least:UInt32}
ORDER BY failures DESC, address, first_at
LIMIT {limit:UInt32}
