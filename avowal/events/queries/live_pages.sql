-- The pages most looked at.
WITH
-- include people_pages
SELECT site, path, count() AS views, uniqExactIf(visitor_key, visitor_key != '') AS visitors
FROM people_pages
GROUP BY site, path
ORDER BY views DESC, visitors DESC, site, path
LIMIT {limit:UInt32}
