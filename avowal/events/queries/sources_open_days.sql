-- Page views of people that named a source and that named none, by day, from the rows of these days; own sites are no
-- sources.
SELECT
    toDate(seen_at, {time_zone:String}) AS day,
    countIf(referrer_origin != '') AS named_views,
    countIf(referrer_origin = '') AS direct_views
FROM weblog
WHERE
-- include asked
    AND has({days:Array(Date)}, toDate(seen_at, {time_zone:String}))
    AND NOT has({own:Array(String)}, domain(referrer_origin))
    AND
-- include is_page
GROUP BY day
