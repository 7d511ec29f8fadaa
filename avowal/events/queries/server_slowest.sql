-- The pages that took longest, among those asked for often enough to tell.
SELECT
    site,
    path,
    count(duration) AS requests,
    quantile(0.5)(duration) AS duration_p50,
    quantile(0.95)(duration) AS duration_p95,
    max(duration) AS longest
FROM weblog
WHERE
-- include asked
    AND duration IS NOT NULL AND status < 400
GROUP BY site, path
HAVING requests >= {least:UInt32}
ORDER BY duration_p95 DESC, longest DESC, site, path
LIMIT {limit:UInt32}
