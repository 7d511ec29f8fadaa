-- Where there are small counts.
WITH
-- include outward_counts
SELECT DISTINCT counted_day, place, cut
FROM outward_counts
WHERE is_small
