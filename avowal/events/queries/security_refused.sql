-- Requests that were turned away: forbidden (403) or too many (429).
SELECT countIf(status IN (403, 429)) AS refused
FROM weblog
WHERE
-- include asked
