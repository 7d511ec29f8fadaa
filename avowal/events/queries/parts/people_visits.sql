-- Visits: runs of one visitor's page views of one site and day less than 30 minutes apart, each view (second, path).
people_visits AS
(
    SELECT site, arrayJoin(arraySplit((view, gap) -> gap > 1800, seen, arrayDifference(arrayMap(view -> view.1, seen)))) AS visit
    FROM
    (
        SELECT site, arraySort(groupArray((toInt64(toUnixTimestamp64Milli(seen_at)) / 1000, path))) AS seen
        FROM weblog
        WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
            AND ({site:String} = '' OR site = {site:String})
            AND visitor_key != ''
            AND
-- include is_page
        GROUP BY toDate(seen_at, {time_zone:String}), site, visitor_key
    )
)
