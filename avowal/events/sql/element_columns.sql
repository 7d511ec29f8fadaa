SELECT table, name, type FROM system.columns WHERE database = {database:String} ORDER BY table, position
