-- Areas of pages that were seen, by day, site, area and page.
WITH
-- include count_areas
SELECT day, toString(site) AS place, key, page, views
FROM counted_areas
