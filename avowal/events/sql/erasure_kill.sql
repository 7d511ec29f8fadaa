-- A hiding that failed must not run later, when its keys are gone and it would hide nothing.
KILL MUTATION ${on_cluster} WHERE database = {database:String} AND position(command, '${keys}') > 0 SYNC
