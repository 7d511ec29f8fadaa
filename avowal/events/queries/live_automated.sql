-- Requests of programs, and all requests.
SELECT countIf(automated) AS automated_requests, count() AS requests
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
