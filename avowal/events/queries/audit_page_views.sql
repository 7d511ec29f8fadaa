-- Times that a page was got, by people and by everybody: the audit's own count, to hold a report's against.
SELECT countIf(NOT automated) AS people, count() AS everybody
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND path = {path:String}
    AND method = 'GET'
    AND (status BETWEEN 200 AND 299 OR status = 304)
