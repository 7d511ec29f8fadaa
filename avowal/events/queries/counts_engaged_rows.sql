-- Seconds that pages were in sight, and over how many views, by day, site and key of a cut.
WITH
-- include count_engaged
SELECT day, toString(site) AS place, key, '' AS page, engaged_sum AS seconds, engaged_views AS views
FROM counted_engaged
