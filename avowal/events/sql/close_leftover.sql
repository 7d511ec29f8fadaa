-- How many seconds ago a table for closing was made: one that a crash left behind, or one in use by another worker.
SELECT dateDiff('second', metadata_modification_time, now()) FROM system.tables
WHERE database = {database:String} AND name = {table:String}
