t.policy_version IN (${versions})
