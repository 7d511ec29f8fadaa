DROP VIEW IF EXISTS ${view_database}.${table} ${on_cluster}
