-- The month's other days as they stand.
INSERT INTO ${database}.${staging}
SELECT * FROM ${database}.${table}
WHERE toYYYYMM(day) = ${month} AND NOT has({days:Array(String)}, toString(day))
