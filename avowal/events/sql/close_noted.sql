-- The days whose counts are of this time zone: the last note of each.
SELECT toString(day), argMax(rows, closed_at), toUnixTimestamp(max(closed_at)) FROM ${database}.closings
WHERE day >= {first:Date32} AND day <= {last:Date32}
GROUP BY day
HAVING argMax(time_zone, closed_at) = {time_zone:String}
ORDER BY day
