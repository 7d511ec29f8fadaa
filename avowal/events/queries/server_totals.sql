-- Requests of the period, how many failed, how much was sent, and how long answers took.
SELECT
    count() AS requests,
    countIf(status BETWEEN 400 AND 499) AS client_errors,
    countIf(status >= 500) AS server_errors,
    countIf(automated) AS automated_requests,
    sum(bytes) AS sent,
    quantileOrNull(0.5)(duration) AS duration_p50,
    quantileOrNull(0.95)(duration) AS duration_p95,
    count(duration) AS told
FROM weblog
WHERE
-- include asked
