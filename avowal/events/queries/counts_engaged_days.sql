-- Seconds that pages were in sight, and over how many views, by day.
WITH
-- include count_engaged
SELECT day, sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_engaged
GROUP BY day
