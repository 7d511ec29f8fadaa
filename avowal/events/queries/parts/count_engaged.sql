-- Seconds for which people had a page before them, by day, site and the keys of some cuts, over the views that told it.
-- A view is two rows under one view key, opened and left; the later may not name the page again.
engaged_views AS
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        any(site) AS place,
        anyIf(path, path != '') AS page,
        max(engaged_time) AS engaged
    FROM page_views
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND NOT automated AND view_key != ''
    GROUP BY day, view_key
    HAVING engaged IS NOT NULL
),
cut_engaged AS
(
    SELECT
        day,
        place AS site,
        page AS path,
        arrayJoin({cuts:Array(String)}) AS cut,
        multiIf(cut = 'page', path, cut = 'language',
-- include count_language
        , '') AS key,
        engaged
    FROM engaged_views
),
counted_engaged AS
(
    SELECT day, cut, site, key, toUInt64(sum(engaged)) AS engaged_sum, count() AS engaged_views
    FROM cut_engaged
    WHERE (cut != 'page' OR path != '') AND
-- include count_chosen
    GROUP BY day, cut, site, key
)
