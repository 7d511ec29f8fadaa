-- Page views in which an area of a page was seen, by day, site, page and area.
counted_areas AS
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        site,
        path AS page,
        toString(area) AS key,
        uniqExact(view_key) AS views
    FROM area_views
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND NOT automated AND view_key != ''
        AND
-- include count_chosen
    GROUP BY day, site, page, key
)
