-- App screens that were opened, by app and screen, by day or in all.
WITH
-- include count_screens
SELECT
    if(has({daily:Array(String)}, 'screen'), toString(day), '') AS counted_day, 'screen' AS counted_by, site AS place, key, '' AS page,
    sum(views) AS opened, sum(visitors) AS people, sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_screens
GROUP BY counted_day, counted_by, place, key
