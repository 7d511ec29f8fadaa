-- Page views of people, and visitors.
WITH
-- include people_pages
SELECT count() AS views, uniqExactIf(visitor_key, visitor_key != '') AS visitors
FROM people_pages
