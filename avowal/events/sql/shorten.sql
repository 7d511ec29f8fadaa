-- Only ever to an earlier time: doing it again changes nothing.
ALTER TABLE ${database}.${table} ${on_cluster} UPDATE ${shorter} WHERE policy_version = ${version} AND (${longer})
SETTINGS mutations_sync = 2
