DROP TABLE IF EXISTS ${database}.${staging} SYNC
