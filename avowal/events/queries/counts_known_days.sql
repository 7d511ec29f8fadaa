-- The closed days of which this purpose may see the counts.
SELECT DISTINCT toDate(day) AS counted_day
FROM daily_counts
WHERE counted_by = 'site' AND day >= {first:Date32} AND day <= {last:Date32}
ORDER BY counted_day
