CREATE TEMPORARY TABLE parsed
(
    number UInt64,
    seconds Int64,
    host String,
    request String,
    status UInt64,
    bytes Nullable(UInt64),
    referrer String,
    agent String,
    has_agent Bool
)
ENGINE = Memory
