-- Page views of people by day, site and key of a cut; own sites are no sources.
WITH
-- include count_views
SELECT day, toString(site) AS place, key, '' AS page, views, visitors, visits, relayed
FROM counted_views
WHERE ({cut:String} != 'source' OR NOT has({own:Array(String)}, domain(key)))
