-- Per minute: page views of people, and visitors.
WITH
-- include people_pages
SELECT
    toUnixTimestamp(toStartOfMinute(seen_at)) AS minute,
    count() AS views,
    uniqExactIf(visitor_key, visitor_key != '') AS visitors
FROM people_pages
GROUP BY minute
