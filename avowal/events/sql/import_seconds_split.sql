-- As `log_seconds`, for `stamp` as a column of few distinct values (LowCardinality): each is read once.
-- Years from 2100 on are left to that: the engine's reader would let them wrap around in 2106.
if(
    match(stamp, concat(
        '^[0-9]{2}/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/(?:19[7-9]|20[0-9])[0-9](?::[0-9]{2}){3} ',
        '[+-](?:(?:0[0-9]|1[0-3])[0-5][0-9]|1400)$$'
    )),
    toInt64(toUnixTimestamp(parseDateTimeOrNull(stamp, '%d/%b/%Y:%H:%i:%S %z', 'UTC'))),
    NULL
)
