-- App screens that were opened, by app and screen.
WITH
-- include count_screens
SELECT
    site, key, '' AS page, sum(views) AS opened, sum(visitors) AS people, sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_screens
GROUP BY site, key
