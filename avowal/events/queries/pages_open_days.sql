-- Page views that their pages told of, by day, site and page, on days of which there are no counts yet. A view is two
-- rows under one view key; the later may not name the page again.
SELECT
    day, site, path,
    count() AS views, uniqExactIf(visitor, visitor != '') AS visitors,
    sum(ifNull(engaged, 0)) AS seconds, count(engaged) AS told
FROM
(
    SELECT day, view_site AS site, view_path AS path, visitor, engaged
    FROM
    (
        SELECT
            toDate(min(seen_at), {time_zone:String}) AS day,
            any(site) AS view_site,
            anyIf(path, path != '') AS view_path,
            max(visitor_key) AS visitor,
            max(engaged_time) AS engaged
        FROM page_views
        WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
            AND has({days:Array(Date)}, toDate(seen_at, {time_zone:String}))
            AND ({site:String} = '' OR site = {site:String})
            AND NOT automated AND view_key != ''
        GROUP BY view_key
    )
)
WHERE path != '' AND
-- include count_chosen
GROUP BY day, site, path
