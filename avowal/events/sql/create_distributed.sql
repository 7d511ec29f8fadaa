-- The table over all shards of a cluster, through which rows are read and inserted.
CREATE TABLE IF NOT EXISTS ${database}.${table} ${on_cluster}
(
    ${columns},
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = Distributed('${cluster}', '${shards}', '${table}', ${key})
