-- How many parts hold raw rows, and when their oldest row was seen; 0 where a part does not know.
SELECT count(), toUnixTimestamp(min(min_time)) FROM ${parts}
WHERE active AND database IN ({database:String}, {shards:String}) AND has({tables:Array(String)}, table)
