-- Answers by status.
SELECT status, count() AS requests
FROM weblog
WHERE
-- include asked
GROUP BY status
ORDER BY requests DESC, status
LIMIT {limit:UInt32}
