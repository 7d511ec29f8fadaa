SELECT collection, element, purpose, groupUniqArray(policy_version) FROM ${database}.opened GROUP BY ALL
