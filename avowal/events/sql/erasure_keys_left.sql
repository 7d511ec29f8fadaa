SELECT name FROM system.tables
WHERE database = {database:String} AND startsWith(name, 'erasing_') AND metadata_modification_time < now() - 3600
