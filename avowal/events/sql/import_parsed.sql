-- What the lines of a stretch tell. Few browsers and referrers are distinct: what is worked out of them is worked out
-- once for each (LowCardinality). Paths and origins are as they were written, and stored only as scrubbed.
CREATE TEMPORARY TABLE parsed
(
    number UInt64,
    seconds Int64,
    host String,
    method LowCardinality(String),
    raw_path String,
    status Nullable(UInt64),
    bytes Nullable(UInt64),
    duration Nullable(UInt64),
    raw_origin LowCardinality(String),
    agent LowCardinality(String),
    has_agent Bool
)
ENGINE = Memory
