-- What changes whenever the rows of these tables do: the names of their parts.
SELECT count(), toString(groupBitXor(cityHash64(table, name))) FROM ${parts}
WHERE active AND database IN ({database:String}, {shards:String}) AND has({tables:Array(String)}, table)
