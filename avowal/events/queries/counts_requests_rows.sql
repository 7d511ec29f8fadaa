-- All requests and those of programs by day, site and key of a cut.
WITH
-- include count_requests
SELECT day, toString(site) AS place, key, '' AS page, requests AS views, automated_requests
FROM counted_requests
