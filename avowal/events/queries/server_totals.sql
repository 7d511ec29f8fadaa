-- Requests of a period and of the one before it, each in all, by day (or hour) and by status: how many failed, how much
-- was sent, and how long answers took.
WITH asked_rows AS
(
    SELECT
        seen_at < {middle:DateTime('UTC')} AS is_before,
        toUnixTimestamp(if(
            {hourly:Bool},
            toStartOfHour(seen_at, {time_zone:String}),
            toStartOfDay(seen_at, {time_zone:String})
        )) AS point,
        ifNull(toString(status), '') AS answer,
        status, automated, bytes, duration
    FROM weblog
    WHERE
-- include asked
)
SELECT
    multiIf(grouping(point) = 0, 'point', grouping(answer) = 0, 'status', 'total') AS told,
    is_before,
    point,
    answer,
    count() AS requests,
    countIf(status BETWEEN 400 AND 499) AS client_errors,
    countIf(status >= 500) AS server_errors,
    countIf(automated) AS automated_requests,
    sum(bytes) AS sent,
    quantileOrNull(0.5)(duration) AS duration_p50,
    quantileOrNull(0.95)(duration) AS duration_p95,
    count(duration) AS durations
FROM asked_rows
GROUP BY GROUPING SETS ((is_before), (is_before, point), (is_before, answer))
