-- The book of erasures: what was to be hidden where (begun), what was hidden, when its parts were told to be written anew, when the last file that
-- held it had gone. It holds no key of anybody, nor a hash of one.
CREATE TABLE IF NOT EXISTS ${database}.erasures ${on_cluster}
(
    receipt String,
    at DateTime64(3, 'UTC'),
    step LowCardinality(String),
    place LowCardinality(String),
    rows UInt64,
    keep_until DateTime('UTC')
)
ENGINE = ${engine}
ORDER BY (receipt, place, at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000
