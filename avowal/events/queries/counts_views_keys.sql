-- Page views of people by site and key, for a cut and filters; own sites are no sources.
WITH
-- include count_views
SELECT
    site, key, '' AS page, sum(views) AS views, sum(visitors) AS visitors, sum(visits) AS visits, sum(relayed) AS relayed
FROM counted_views
WHERE ({cut:String} != 'source' OR NOT has({own:Array(String)}, domain(key)))
GROUP BY site, key
