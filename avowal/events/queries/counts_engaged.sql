-- Seconds that pages were in sight, and over how many views, by site and key of some cuts, each by day or in all.
WITH
-- include count_engaged
SELECT
    if(has({daily:Array(String)}, cut), toString(day), '') AS counted_day, cut AS counted_by, toString(site) AS place, key, '' AS page,
    sum(engaged_sum) AS seconds, sum(engaged_views) AS told
FROM counted_engaged
GROUP BY counted_day, counted_by, place, key
