CREATE ROLE IF NOT EXISTS ${role} ${on_cluster}
