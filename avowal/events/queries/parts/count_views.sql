-- Page views of people, counted by day, site and the keys of several cuts at once. Visits are runs of all that a visitor
-- saw of a site on a day; a key's visits are those in which it was seen, or that began or ended with it, and its views
-- then all views of these. Views without a visitor key belong to no visit and are spread so that no array grows with
-- them. Each stage names what it makes once: an expression that is used by its name is read again for each use.
visitors_days AS
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        site,
        visitor_key,
        arraySort(groupArray((
            toUnixTimestamp64Milli(seen_at), path, referrer_origin, toString(browser), toString(system), relayed
        ))) AS seen
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND
-- include is_page
    GROUP BY day, site, visitor_key, if(visitor_key = '', toUnixTimestamp64Milli(seen_at) % 4096, 0)
),
visitors_gaps AS
(
    SELECT
        day, site, visitor_key, seen,
        arrayMap(view -> view.2, seen) AS paths,
        arrayDifference(arrayMap(view -> intDiv(view.1, 1000), seen)) AS gaps
    FROM visitors_days
),
visitors_visits AS
(
    SELECT
        day, site, visitor_key, seen, paths,
        arrayCumSum(gap -> gap > 1800, gaps) AS numbers,
        arrayFilter((path, place, gap) -> place = 1 OR gap > 1800, paths, arrayEnumerate(gaps), gaps) AS entries,
        arrayFilter((path, gap) -> gap > 1800, paths, arrayPushBack(arrayPopFront(gaps), 1801)) AS exits
    FROM visitors_gaps
),
cut_views AS
(
    SELECT
        day,
        site,
        visitor_key != '' AS known,
        numbers,
        arrayMap(view -> view.6, seen) AS relays,
        paths,
        arrayJoin(arrayFilter(
            one -> has({cuts:Array(String)}, one.1) AND (known OR one.1 NOT IN ('entry', 'exit')),
            [
                ('site', arrayResize([''], length(seen), '')),
                ('page', paths),
                ('source', arrayMap(view -> view.3, seen)),
                ('browser', arrayMap(view -> view.4, seen)),
                ('system', arrayMap(view -> view.5, seen)),
                ('language', arrayMap(path ->
-- include count_language
                , paths)),
                ('entry', arrayMap(number -> entries[number + 1], numbers)),
                ('exit', arrayMap(number -> exits[number + 1], numbers))
            ]
        )) AS told
    FROM visitors_visits
),
chosen_views AS
(
    SELECT
        day, site, known, numbers, relays,
        told.1 AS cut,
        told.2 AS keys,
        arrayMap(path ->
-- include count_chosen
        , if(told.1 IN ('entry', 'exit'), told.2, paths)) AS choices
    FROM cut_views
),
counted_views AS
(
    SELECT
        day,
        cut,
        site,
        key,
        count() AS views,
        countIf(known AND time_seen = 1) AS visitors,
        countIf(known AND time_in_visit = 1) AS visits,
        countIf(is_relayed) AS relayed
    FROM chosen_views
    ARRAY JOIN
        keys AS key,
        choices AS choice,
        relays AS is_relayed,
        arrayEnumerateUniq(keys, choices) AS time_seen,
        arrayEnumerateUniq(keys, choices, numbers) AS time_in_visit
    WHERE choice
    GROUP BY day, cut, site, key
)
