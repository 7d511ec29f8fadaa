-- All requests and those of programs by site and key of some cuts, each by day or in all.
WITH
-- include count_requests
SELECT
    if(has({daily:Array(String)}, cut), toString(day), '') AS counted_day, cut AS counted_by, toString(site) AS place, key, '' AS page,
    sum(requests) AS all_requests, sum(automated_requests) AS of_programs
FROM counted_requests
GROUP BY counted_day, counted_by, place, key
