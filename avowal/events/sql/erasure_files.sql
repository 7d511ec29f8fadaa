-- What can still hold rows hidden before a rewrite: parts that hide some, and parts replaced since, which the engine
-- deletes after some minutes; and the rewrite itself while it runs.
SELECT
    (
        SELECT count() FROM ${parts}
        WHERE database = {database:String} AND table = {table:String} AND (has_lightweight_delete OR NOT active)
            AND modification_time <= toDateTime({since:UInt32})
    ) + (
        SELECT count() FROM ${mutations}
        WHERE database = {database:String} AND table = {table:String} AND NOT is_done
            AND position(command, 'APPLY DELETED MASK') > 0
    )
