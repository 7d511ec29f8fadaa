-- What the counts of closed days say by site and key; own sites are no sources.
WITH
-- include count_closed
SELECT
    place, key, page,
    sum(ifNull(views_count, 0)) AS views, sum(ifNull(visitors_count, 0)) AS visitors, sum(ifNull(visits_count, 0)) AS visits,
    sum(ifNull(engaged_sum, 0)) AS seconds, sum(ifNull(engaged_views, 0)) AS told,
    sum(ifNull(requests_count, 0)) AS requests, sum(ifNull(automated_count, 0)) AS automated,
    sum(ifNull(relayed_count, 0)) AS relayed
FROM counted_days
WHERE ({cut:String} != 'source' OR NOT has({own:Array(String)}, domain(key)))
GROUP BY place, key, page
