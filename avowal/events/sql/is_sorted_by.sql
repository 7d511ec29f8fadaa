SELECT is_in_sorting_key FROM system.columns
WHERE database = {database:String} AND table = {table:String} AND name = {name:String}
