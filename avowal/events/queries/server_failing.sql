-- What fails most; what the server fails at stands before what was asked for wrongly.
SELECT site, path, status, count() AS requests, max(seen_at) AS last_at
FROM weblog
WHERE
-- include asked
    AND status >= 400
GROUP BY site, path, status
ORDER BY status >= 500 DESC, requests DESC, site, path, status
LIMIT {limit:UInt32}
