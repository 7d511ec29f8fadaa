-- The paths beside which a member's key or a service stands.
SELECT path, count() AS rows
FROM weblog
WHERE member_key != '' OR service != ''
GROUP BY path
ORDER BY rows DESC, path
LIMIT {limit:UInt32}
