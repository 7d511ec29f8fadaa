-- App screens that were opened, by day.
WITH
-- include count_screens
SELECT day, sum(views) AS opened, sum(visitors) AS people, sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_screens
GROUP BY day
