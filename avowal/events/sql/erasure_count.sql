-- By the parts of a table that are written anew apart: a visitor's day is in one of them, and the others stay untouched.
SELECT _partition_id, count() FROM ${database}.${table} WHERE ${of} GROUP BY _partition_id ORDER BY _partition_id
SETTINGS log_queries = 0, apply_deleted_mask = ${masked}
