-- Each receipt's places; a step that has not happened is absent. Unix times, since JSON carries no instants.
SELECT
    receipt, place, max(rows),
    toUnixTimestamp64Milli(min(at)),
    countIf(step = 'hidden'),
    maxOrNullIf(toUnixTimestamp64Milli(at), step = 'rewriting'),
    maxOrNullIf(toUnixTimestamp64Milli(at), step = 'gone')
FROM ${database}.erasures
WHERE {receipt:String} IN ('', receipt)
GROUP BY receipt, place
ORDER BY receipt, place
