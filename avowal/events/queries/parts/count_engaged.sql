-- Seconds for which people had a page before them, by day, site and the key of one cut, over the views that told it. A
-- view is two rows under one view key, opened and left; the later may not name the page again.
counted_engaged AS
(
    SELECT
        day,
        site,
        multiIf(
            {cut:String} = 'page', path,
            {cut:String} = 'language',
-- include count_language
            ,
            ''
        ) AS key,
        toUInt64(sum(engaged)) AS engaged_sum,
        count() AS engaged_views
    FROM
    (
        SELECT day, view_site AS site, view_path AS path, engaged
        FROM
        (
            SELECT
                toDate(seen_at, {time_zone:String}) AS day,
                any(site) AS view_site,
                anyIf(path, path != '') AS view_path,
                max(engaged_time) AS engaged
            FROM page_views
            WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
                AND ({site:String} = '' OR site = {site:String})
                AND NOT automated AND view_key != ''
            GROUP BY day, view_key
            HAVING engaged IS NOT NULL
        )
    )
    WHERE ({cut:String} != 'page' OR path != '') AND
-- include count_chosen
    GROUP BY day, site, key
)
