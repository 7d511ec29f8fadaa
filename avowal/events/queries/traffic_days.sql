-- Per day: page views, visitors (a visitor key lives one day), and visits: runs of views less than 30 minutes apart.
WITH
-- include people_pages
SELECT
    day,
    sum(seen) AS views,
    countIf(visitor_key != '') AS visitors,
    sumIf(1 + arrayCount(gap -> gap > 1800, arrayDifference(times)), visitor_key != '') AS visits
FROM
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        visitor_key,
        count() AS seen,
        arraySort(groupArray(toInt64(toUnixTimestamp(seen_at)))) AS times
    FROM people_pages
    GROUP BY day, visitor_key
)
GROUP BY day
ORDER BY day
