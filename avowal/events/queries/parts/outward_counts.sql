-- Counts of closed days by day, site (or app), cut and key, and whether one is below the limit in a measure of its cut.
outward_counts AS
(
    SELECT
        *,
        if(cut = 'area', views, least(visitors, views)) < {limit:UInt32} AS is_small
    FROM
    (
        SELECT
            toDate(day) AS counted_day,
            if(counted_by = 'screen', toString(app), toString(site)) AS place,
            toString(counted_by) AS cut,
            multiIf(
                counted_by = 'page', path,
                counted_by = 'source', referrer_origin,
                counted_by = 'browser', toString(browser),
                counted_by = 'area', toString(area),
                counted_by = 'screen', screen,
                ''
            ) AS key,
            if(counted_by = 'area', path, '') AS page,
            sum(ifNull(views_count, 0)) AS views,
            sum(ifNull(visitors_count, 0)) AS visitors,
            sum(ifNull(visits_count, 0)) AS visits,
            sum(ifNull(engaged_sum, 0)) AS seconds,
            sum(ifNull(engaged_views, 0)) AS told,
            sum(ifNull(requests_count, 0)) AS requests,
            sum(ifNull(automated_count, 0)) AS automated,
            sum(ifNull(relayed_count, 0)) AS relayed
        FROM daily_counts
        WHERE has({cuts:Array(String)}, counted_by) AND has({days:Array(Date)}, toDate(day))
            AND ({site:String} = '' OR if(counted_by = 'screen', app, site) = {site:String})
        GROUP BY counted_day, place, cut, key, page
    )
    WHERE views > 0
)
