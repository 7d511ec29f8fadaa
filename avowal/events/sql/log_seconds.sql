-- Unix time of `20/May/2015:21:05:00 +0000` in `stamp`, NULL when it is not exactly that: the calendar parts are
-- read leniently and written back, and must give the same text.
if(
    formatDateTime(
        makeDateTime(
            toUInt16OrZero(substring(stamp, 8, 4)),
            indexOf(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
                substring(stamp, 4, 3)),
            toUInt8OrZero(substring(stamp, 1, 2)),
            toUInt8OrZero(substring(stamp, 13, 2)),
            toUInt8OrZero(substring(stamp, 16, 2)),
            toUInt8OrZero(substring(stamp, 19, 2)),
            'UTC'
        ) AS local,
        '%d/%b/%Y:%H:%i:%S', 'UTC'
    ) = substring(stamp, 1, 20)
    AND substring(stamp, 21, 1) = ' '
    AND substring(stamp, 22, 1) IN ('+', '-')
    AND leftPad(toString(toUInt16OrZero(substring(stamp, 23, 4)) AS zone), 4, '0') = substring(stamp, 23, 4)
    AND zone <= 1400 AND zone % 100 < 60
    AND length(stamp) = 26,
    toInt64(toUnixTimestamp(local))
        - if(substring(stamp, 22, 1) = '-', -1, 1) * (intDiv(zone, 100) * 3600 + zone % 100 * 60),
    NULL
)
