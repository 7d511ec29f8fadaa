-- Page views of closed days by day.
SELECT toDate(day) AS counted_day, sum(ifNull(views_count, 0)) AS views
FROM daily_counts
WHERE counted_by = 'page' AND has({days:Array(Date)}, toDate(day))
    AND ({site:String} = '' OR site = {site:String})
    AND
-- include count_chosen
GROUP BY counted_day
