-- Unix time of `stamp` in any of the ways in which logs write one: as Apache does, as ISO 8601 with a zone, as Unix
-- time in seconds (a fraction may follow), milliseconds or microseconds. NULL when it is none of them.
multiIf(
    match(stamp, '^[0-9]{2}/'), ${clf},
    match(stamp, '^[0-9]{4}-'),
    if(
        formatDateTime(
            makeDateTime(
                toUInt16OrZero(substring(stamp, 1, 4)), toUInt8OrZero(substring(stamp, 6, 2)),
                toUInt8OrZero(substring(stamp, 9, 2)), toUInt8OrZero(substring(stamp, 12, 2)),
                toUInt8OrZero(substring(stamp, 15, 2)), toUInt8OrZero(substring(stamp, 18, 2)), 'UTC'
            ) AS iso,
            '%Y-%m-%d %H:%i:%S', 'UTC'
        ) = concat(substring(stamp, 1, 10), ' ', substring(stamp, 12, 8))
        AND substring(stamp, 11, 1) IN ('T', ' ')
        AND notEmpty(extractGroups(
            substring(stamp, 20), '^([.,][0-9]{1,9})? ?(Z|([+-])([0-9]{2}):?([0-9]{2}))$$'
        ) AS iso_rest)
        AND toInt64OrZero(iso_rest[4]) * 100 + toInt64OrZero(iso_rest[5]) <= 1400
        AND toInt64OrZero(iso_rest[5]) < 60,
        toInt64(toUnixTimestamp(iso)) - if(iso_rest[3] = '-', -1, 1)
            * (toInt64OrZero(iso_rest[4]) * 3600 + toInt64OrZero(iso_rest[5]) * 60),
        NULL
    ),
    match(stamp, '^[0-9]{1,10}([.][0-9]{1,9})?$$'), toInt64OrNull(splitByChar('.', stamp)[1]),
    match(stamp, '^[0-9]{13}$$'), intDiv(toInt64OrNull(stamp), 1000),
    match(stamp, '^[0-9]{16}$$'), intDiv(toInt64OrNull(stamp), 1000000),
    NULL
)
