-- Seconds that pages were in sight, and over how many views, by site and key.
WITH
-- include count_engaged
SELECT site, key, '' AS page, sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_engaged
GROUP BY site, key
