-- How many rows of a table are only hidden.
SELECT (SELECT count() FROM ${database}.${table} SETTINGS apply_deleted_mask = 0) - (SELECT count() FROM ${database}.${table})
