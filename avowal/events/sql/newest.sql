-- Seconds since 1970 of the newest row; 0 where there is none.
SELECT toUnixTimestamp(max(seen_at)) FROM ${database}.${table}
