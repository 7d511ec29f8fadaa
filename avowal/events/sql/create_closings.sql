-- Which days were closed, in which time zone, over how many raw rows: the last note of a day holds.
CREATE TABLE IF NOT EXISTS ${database}.closings ${on_cluster}
(
    day Date32,
    time_zone LowCardinality(String),
    rows UInt64,
    closed_at DateTime64(3, 'UTC'),
    keep_until DateTime('UTC')
)
ENGINE = ${engine}
ORDER BY (day, closed_at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000
