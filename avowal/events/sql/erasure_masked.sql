-- The tables of which some part holds rows that are only hidden.
SELECT DISTINCT table FROM ${parts}
WHERE database IN ({database:String}, {shards:String}) AND active AND has_lightweight_delete
