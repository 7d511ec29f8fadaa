-- App screens that were opened, by day, app and screen. An opening is two rows under one view key; the later may not
-- name the screen again. Filters by page or language let none through.
counted_screens AS
(
    SELECT
        day,
        opened_app AS site,
        opened_screen AS key,
        count() AS views,
        uniqExactIf(visitor, visitor != '') AS visitors,
        toUInt64(sum(ifNull(engaged, 0))) AS engaged_sum,
        count(engaged) AS engaged_views
    FROM
    (
        SELECT
            toDate(seen_at, {time_zone:String}) AS day,
            toString(any(app)) AS opened_app,
            anyIf(screen, screen != '') AS opened_screen,
            max(visitor_key) AS visitor,
            max(engaged_time) AS engaged
        FROM app_screens
        WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
            AND ({site:String} = '' OR app = {site:String})
            AND {path:String} = '' AND {language:String} = ''
            AND NOT automated AND view_key != ''
        GROUP BY day, view_key
    )
    GROUP BY day, site, key
)
