DROP TABLE IF EXISTS ${database}.${keys} ${on_cluster} SYNC
