-- Where people came from: the origin that their browser named, own sites left out; empty where it named none.
WITH
-- include people_pages
SELECT referrer_origin, count() AS views, uniqExactIf(visitor_key, visitor_key != '') AS visitors
FROM people_pages
WHERE NOT has({own:Array(String)}, domain(referrer_origin))
GROUP BY referrer_origin
ORDER BY views DESC, visitors DESC, referrer_origin
LIMIT {limit:UInt32}
