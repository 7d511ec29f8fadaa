least(
    toDateTime('2106-02-06 00:00:00', 'UTC'),
    toDateTime(
        least(
            addSeconds(addMonths(toDateTime64(moved, 0, 'UTC'), ${months}), ${seconds}),
            toDateTime64('2106-02-06 00:00:00', 0, 'UTC')
        ),
        'UTC'
    )
)
