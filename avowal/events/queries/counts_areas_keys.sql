-- Areas of pages that were seen, by site, area and page.
WITH
-- include count_areas
SELECT site, key, page, sum(views) AS seen
FROM counted_areas
GROUP BY site, key, page
