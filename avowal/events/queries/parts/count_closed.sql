-- Counts of closed days that answer one cut: `counted_by` names the rows, `cut` what is made of them, for the days
-- named alone.
counted_days AS
(
    SELECT
        toDate(day) AS counted_day,
        if({cut:String} = 'screen', toString(app), toString(site)) AS place,
        if({cut:String} = 'area', path, '') AS page,
        multiIf(
            {cut:String} IN ('page', 'entry', 'exit'), path,
            {cut:String} = 'source', referrer_origin,
            {cut:String} = 'browser', toString(browser),
            {cut:String} = 'system', toString(system),
            {cut:String} = 'area', toString(area),
            {cut:String} = 'screen', screen,
            {cut:String} != 'language', '',
            {counted_by:String} = 'language', toString(page_language),
-- include count_language
        ) AS key,
        views_count,
        visitors_count,
        visits_count,
        engaged_sum,
        engaged_views,
        requests_count,
        automated_count,
        relayed_count
    FROM daily_counts
    WHERE counted_by = {counted_by:String}
        AND day >= {first:Date32} AND day <= {last:Date32} AND day IN {days:Array(Date32)}
        AND ({site:String} = '' OR if({cut:String} = 'screen', toString(app), toString(site)) = {site:String})
        AND ({path:String} = '' OR path = {path:String})
        AND (
            {language:String} = ''
            OR {cut:String} != 'screen' AND {language:String} = if({counted_by:String} = 'language', toString(page_language),
-- include count_language
            )
        )
)
