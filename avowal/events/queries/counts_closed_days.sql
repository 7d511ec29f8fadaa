-- What the counts of closed days say by day; own sites are no sources.
WITH
-- include count_closed
SELECT
    counted_day,
    ifNull(sum(views_count), 0) AS views, ifNull(sum(visitors_count), 0) AS visitors, ifNull(sum(visits_count), 0) AS visits,
    ifNull(sum(engaged_sum), 0) AS seconds, ifNull(sum(engaged_views), 0) AS told,
    ifNull(sum(relayed_count), 0) AS relayed,
    ifNull(sum(requests_count), 0) AS requests, ifNull(sum(automated_count), 0) AS automated
FROM counted_days
WHERE ({cut:String} != 'source' OR NOT has({own:Array(String)}, domain(key)))
GROUP BY counted_day
