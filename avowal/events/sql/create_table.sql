-- One collection. A part is durable before its segment is deleted (fsync), a replayed segment is known by its name
-- (deduplication window), and rows go when their own time is over (TTL).
CREATE TABLE IF NOT EXISTS ${database}.${table} ${on_cluster}
(
    ${columns},
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = ${engine}
PARTITION BY ${partition}
ORDER BY (${order})
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600
