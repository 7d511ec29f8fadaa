-- Areas of a page know only the view; its keys go with the visitor's.
SELECT DISTINCT view_key FROM ${database}.${table} WHERE (${of}) AND view_key != '' SETTINGS log_queries = 0, apply_deleted_mask = ${masked}
