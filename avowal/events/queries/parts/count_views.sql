-- Page views of people, counted by day, site and the key of one cut. Visits are runs of all that a visitor saw of a
-- site on a day; a key's visits are those in which it was seen, or that began or ended with it, and its views then all
-- views of these. Views without a visitor key belong to no visit and are spread so that no array grows with them.
visitors_days AS
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        site,
        visitor_key,
        if(visitor_key = '', toUnixTimestamp64Milli(seen_at) % 4096, 0) AS spread,
        arraySort(groupArray((
            toUnixTimestamp64Milli(seen_at),
            multiIf(
                {cut:String} IN ('page', 'entry', 'exit'), path,
                {cut:String} = 'source', referrer_origin,
                {cut:String} = 'browser', toString(browser),
                {cut:String} = 'system', toString(system),
                {cut:String} = 'language',
-- include count_language
                ,
                ''
            ),
-- include count_chosen
            ,
            relayed
        ))) AS seen,
        arrayDifference(arrayMap(view -> intDiv(view.1, 1000), seen)) AS gaps,
        arrayCumSum(gap -> gap > 1800, gaps) AS numbers,
        arrayFilter((view, place, gap) -> place = 1 OR gap > 1800, seen, arrayEnumerate(gaps), gaps) AS entries,
        arrayFilter((view, gap) -> gap > 1800, seen, arrayPushBack(arrayPopFront(gaps), 1801)) AS exits
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND (visitor_key != '' OR {cut:String} NOT IN ('entry', 'exit'))
        AND
-- include is_page
    GROUP BY day, site, visitor_key, spread
),
chosen_views AS
(
    SELECT
        day,
        site,
        visitor_key != '' AS known,
        arrayFilter(
            told -> told.2,
            arrayMap(
                (view, number) -> multiIf(
                    {cut:String} = 'entry', (entries[number + 1].2, entries[number + 1].3, view.4, number),
                    {cut:String} = 'exit', (exits[number + 1].2, exits[number + 1].3, view.4, number),
                    (view.2, view.3, view.4, number)
                ),
                seen,
                numbers
            )
        ) AS chosen,
        arrayEnumerateUniq(arrayMap(told -> told.1, chosen)) AS times_seen,
        arrayEnumerateUniq(arrayMap(told -> told.1, chosen), arrayMap(told -> told.4, chosen)) AS times_in_visit
    FROM visitors_days
),
counted_views AS
(
    SELECT
        day,
        site,
        told.1 AS key,
        count() AS views,
        countIf(known AND time_seen = 1) AS visitors,
        countIf(known AND time_in_visit = 1) AS visits,
        countIf(told.3) AS relayed
    FROM chosen_views
    ARRAY JOIN chosen AS told, times_seen AS time_seen, times_in_visit AS time_in_visit
    GROUP BY day, site, key
)
