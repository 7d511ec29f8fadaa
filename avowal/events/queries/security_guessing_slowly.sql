-- Hosts whose sign-ins failed all day long, mostly: guessing with pauses, or with a sign-in that works between.
SELECT address, countIf(failed) AS failures, min(seen_at) AS first_at, max(seen_at) AS last_at
FROM
(
-- include security_sign_ins
)
GROUP BY address, toDate(seen_at)
HAVING failures >= {least:UInt32} AND failures > 2 * countIf(NOT failed)
ORDER BY failures DESC, address, first_at
LIMIT {limit:UInt32}
