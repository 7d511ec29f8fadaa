-- All requests and those of programs by day.
WITH
-- include count_requests
SELECT day, sum(requests) AS all_requests, sum(automated_requests) AS of_programs
FROM counted_requests
GROUP BY day
