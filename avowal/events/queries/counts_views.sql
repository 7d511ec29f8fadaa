-- Page views of people by site and key of some cuts, each by day or in all; own sites are no sources.
WITH
-- include count_views
SELECT
    if(has({daily:Array(String)}, cut), toString(day), '') AS counted_day, cut AS counted_by, toString(site) AS place, key, '' AS page,
    sum(views) AS all_views, sum(visitors) AS all_visitors, sum(visits) AS all_visits, sum(relayed) AS all_relayed
FROM counted_views
WHERE cut != 'source' OR NOT has({own:Array(String)}, domain(key))
GROUP BY counted_day, counted_by, place, key
