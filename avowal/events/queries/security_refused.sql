-- Requests that were turned away, forbidden (403) or too many (429), of a period and of the one before it.
SELECT
    countIf(seen_at >= {middle:DateTime('UTC')}) AS refused,
    countIf(seen_at < {middle:DateTime('UTC')}) AS refused_before
FROM weblog
WHERE status IN (403, 429) AND
-- include asked
