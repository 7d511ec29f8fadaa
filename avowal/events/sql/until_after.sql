-- The store's clock runs from 1970 to 2106.
toDateTime(
    greatest(
        least(
            addSeconds(addMonths(toDateTime64(${at}, 0, 'UTC'), ${months}), ${seconds}),
            toDateTime64('2106-02-06 00:00:00', 0, 'UTC')
        ),
        toDateTime64(0, 0, 'UTC')
    ),
    'UTC'
)
