SELECT count() FROM ${database}.${table} WHERE policy_version = ${version} AND (${longer})
