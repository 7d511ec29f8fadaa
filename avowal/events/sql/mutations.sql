-- Changes of tables that have not ended: which, since when (seconds), what kind, and the code of the last failure. What
-- a change says, and what it failed with, can hold values.
SELECT
    table, mutation_id,
    toUnixTimestamp(create_time),
    dateDiff('second', create_time, now()) AS age,
    extract(command, '^\\(?([A-Z]+(?: [A-Z]+)*)'),
    latest_fail_error_code_name
FROM ${mutations}
WHERE database IN ({database:String}, {shards:String}) AND NOT is_done
    AND (age >= {seconds:UInt32} OR latest_fail_reason != '')
ORDER BY create_time, table, mutation_id
