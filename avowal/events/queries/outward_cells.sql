-- Counts that are not small, and all totals.
WITH
-- include outward_counts
SELECT
    counted_day, place, cut, key, page, views, visitors, visits, seconds, told, requests, automated, relayed
FROM outward_counts
WHERE cut = 'site' OR NOT is_small
