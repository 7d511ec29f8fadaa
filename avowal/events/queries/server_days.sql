-- Per day: requests, how many failed, and how long the slow answers took.
SELECT
    toDate(seen_at, {time_zone:String}) AS day,
    count() AS requests,
    countIf(status BETWEEN 400 AND 499) AS client_errors,
    countIf(status >= 500) AS server_errors,
    quantileOrNull(0.95)(duration) AS duration_p95
FROM weblog
WHERE
-- include asked
GROUP BY day
