-- The tables of which some part holds rows that are only hidden, and since when the oldest of them does. Unix time.
SELECT table, toUnixTimestamp(min(modification_time)) FROM ${parts}
WHERE database IN ({database:String}, {shards:String}) AND active AND has_lightweight_delete
GROUP BY table ORDER BY table
