-- Which purposes each applied policy version lets open which element: what came in under a version is never opened
-- for a purpose that this version did not give it, whatever later versions say.
CREATE TABLE IF NOT EXISTS ${database}.opened ${on_cluster}
(
    policy_version UInt32,
    collection LowCardinality(String),
    element LowCardinality(String),
    purpose LowCardinality(String)
)
ENGINE = ${engine}
ORDER BY (policy_version, collection, element, purpose)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000
