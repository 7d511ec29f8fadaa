SELECT count() FROM ${database}.opened WHERE policy_version = {version:UInt32}
