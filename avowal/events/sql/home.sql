-- The database in which the rows of a table lie: on a cluster that of its shards, if it has any.
SELECT database FROM system.tables
WHERE database IN ({database:String}, {shards:String}) AND name = {table:String} AND endsWith(engine, 'MergeTree')
