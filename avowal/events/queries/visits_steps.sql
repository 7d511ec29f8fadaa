-- The steps most walked: from one page to the next of the same visit; a page shown again is no step.
WITH
-- include people_visits
SELECT site, step.1 AS path, step.2 AS next_path, count() AS steps
FROM
(
    SELECT
        site,
        arrayJoin(arrayFilter(
            step -> step.1 != step.2,
            arrayMap((one, next) -> (one.2, next.2), arrayPopBack(visit), arrayPopFront(visit))
        )) AS step
    FROM people_visits
)
GROUP BY site, path, next_path
ORDER BY steps DESC, site, path, next_path
LIMIT {limit:UInt32}
