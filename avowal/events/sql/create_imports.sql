-- Which stretches of which logs were imported: where a stretch begins and how long it is (bytes of the uncompressed
-- log), its SHA-256, and what became of its lines. A log that has grown is continued where it ended.
CREATE TABLE IF NOT EXISTS ${database}.imports ${on_cluster}
(
    site LowCardinality(String),
    shift_seconds Int64,
    start UInt64,
    length UInt64,
    sha256 FixedString(64),
    kept UInt64,
    bad UInt64,
    past_retention UInt64,
    keep_until DateTime('UTC')
)
ENGINE = ${engine}
ORDER BY (site, shift_seconds, start)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000
