-- How many rows lie in which part of which table, to see whether any came since.
SELECT table, partition, sum(rows) FROM ${parts}
WHERE active AND database IN ({database:String}, {shards:String}) AND has({tables:Array(String)}, table)
GROUP BY table, partition
