-- Areas of pages that were seen, by day.
WITH
-- include count_areas
SELECT day, sum(views) AS seen
FROM counted_areas
GROUP BY day
