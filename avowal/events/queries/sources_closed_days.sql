-- Page views of closed days that named a source and that named none; own sites are no sources.
SELECT
    toDate(day) AS counted_day,
    sumIf(ifNull(views_count, 0), referrer_origin != '') AS named_views,
    sumIf(ifNull(views_count, 0), referrer_origin = '') AS direct_views
FROM daily_counts
WHERE counted_by = 'source' AND has({days:Array(Date)}, toDate(day))
    AND ({site:String} = '' OR site = {site:String})
    AND NOT has({own:Array(String)}, domain(referrer_origin))
GROUP BY counted_day
