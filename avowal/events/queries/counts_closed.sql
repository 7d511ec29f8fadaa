-- What the counts of closed days say by site and key of some cuts, each by day, or for a period and the one before it;
-- own sites are no sources. Which of the two a row belongs to stands in `counted_day` as a sign: nothing, or `before`.
WITH counted AS
(
    SELECT
        toString(counted_by) AS cut,
        multiIf(
            has({daily:Array(String)}, counted_by), toString(toDate(day)),
            day < {since:Date32}, 'before',
            ''
        ) AS counted_day,
        if(counted_by = 'screen', toString(app), toString(site)) AS place,
        if(counted_by = 'area', path, '') AS page,
        multiIf(
            counted_by IN ('page', 'entry', 'exit'), path,
            counted_by = 'source', referrer_origin,
            counted_by = 'browser', toString(browser),
            counted_by = 'system', toString(system),
            counted_by = 'area', toString(area),
            counted_by = 'screen', screen,
            counted_by = 'language', toString(page_language),
            ''
        ) AS key,
        views_count, visitors_count, visits_count, engaged_sum, engaged_views, relayed_count, requests_count, automated_count
    FROM daily_counts
    WHERE counted_by IN {cuts:Array(String)}
        AND day >= {first:Date32} AND day <= {last:Date32} AND day IN {days:Array(Date32)}
        AND (day >= {since:Date32} OR has({compared:Array(String)}, counted_by))
        AND ({path:String} = '' OR counted_by NOT IN ('page', 'area') OR path = {path:String})
        AND ({site:String} = '' OR if(counted_by = 'screen', toString(app), toString(site)) = {site:String})
)
SELECT
    counted_day, cut, place, key, page,
    sum(ifNull(views_count, 0)) AS views, sum(ifNull(visitors_count, 0)) AS visitors, sum(ifNull(visits_count, 0)) AS visits,
    sum(ifNull(engaged_sum, 0)) AS seconds, sum(ifNull(engaged_views, 0)) AS told,
    sum(ifNull(relayed_count, 0)) AS relayed,
    sum(ifNull(requests_count, 0)) AS requests, sum(ifNull(automated_count, 0)) AS automated
FROM counted
WHERE cut != 'source' OR NOT has({own:Array(String)}, domain(key))
GROUP BY counted_day, cut, place, key, page
