-- Page views of closed days by site and page, with the time that was told.
SELECT
    site, path,
    sum(ifNull(views_count, 0)) AS views, sum(ifNull(visitors_count, 0)) AS visitors,
    sum(ifNull(engaged_sum, 0)) AS seconds, sum(ifNull(engaged_views, 0)) AS told
FROM daily_counts
WHERE counted_by = 'page' AND has({days:Array(Date)}, toDate(day))
    AND ({site:String} = '' OR site = {site:String})
    AND
-- include count_chosen
GROUP BY site, path
