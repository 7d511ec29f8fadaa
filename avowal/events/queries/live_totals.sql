-- Page views of people, visitors, and requests of programs, of a half hour and of the one before it.
WITH asked_rows AS
(
    SELECT
        seen_at < {middle:DateTime('UTC')} AS is_before,
        visitor_key,
        automated,
-- include is_page
        AS is_page
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
)
SELECT
    is_before,
    uniqExactIf(visitor_key, is_page AND visitor_key != '') AS visitors,
    countIf(is_page) AS views,
    countIf(automated) AS automated_requests
FROM asked_rows
GROUP BY is_before
