-- What the counts of closed days say by site and key; own sites are no sources.
WITH
-- include count_closed
SELECT
    place, key, page,
    ifNull(sum(views_count), 0) AS views, ifNull(sum(visitors_count), 0) AS visitors, ifNull(sum(visits_count), 0) AS visits,
    ifNull(sum(engaged_sum), 0) AS seconds, ifNull(sum(engaged_views), 0) AS told,
    ifNull(sum(relayed_count), 0) AS relayed
FROM counted_days
WHERE ({cut:String} != 'source' OR NOT has({own:Array(String)}, domain(key)))
GROUP BY place, key, page
