-- Hidden from every answer when this returns. Never as patch parts (`lightweight_update`): they make each later physical
-- delete of the table fail for ever.
DELETE FROM ${database}.${table} ${on_cluster} IN PARTITION ID '${partition}' WHERE ${of}
SETTINGS lightweight_delete_mode = 'alter_update', lightweight_deletes_sync = 2, allow_nondeterministic_mutations = 1,
    log_queries = 0
