-- All requests and those of programs, by day, site and the keys of some cuts: none, or the language of the path.
counted_requests AS
(
    SELECT
        toDate(seen_at, {time_zone:String}) AS day,
        arrayJoin({cuts:Array(String)}) AS cut,
        site,
        if(cut = 'language',
-- include count_language
            , '') AS key,
        count() AS requests,
        countIf(automated) AS automated_requests
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND
-- include count_chosen
    GROUP BY day, cut, site, key
)
