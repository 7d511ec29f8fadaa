-- Full addresses that the purpose can open, of visits before an instant.
SELECT countIf(ip_address != '') AS addresses
FROM weblog
WHERE seen_at < {before:DateTime('UTC')}
