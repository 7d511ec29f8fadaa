-- Areas of pages that were seen, by site, area and page, by day or in all.
WITH
-- include count_areas
SELECT
    if(has({daily:Array(String)}, 'area'), toString(day), '') AS counted_day, 'area' AS counted_by, toString(site) AS place, key, page,
    sum(views) AS seen
FROM counted_areas
GROUP BY counted_day, counted_by, place, key, page
