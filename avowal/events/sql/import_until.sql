-- The store's clock runs from 1970 to 2106: what lies before it is over, and nothing is kept beyond it.
if(
    moved < 0,
    toDateTime(0, 'UTC'),
    toDateTime(
        least(
            addSeconds(addMonths(toDateTime64(moved, 0, 'UTC'), least(${months}, 1650)), ${seconds}),
            toDateTime64('2106-02-06 00:00:00', 0, 'UTC')
        ),
        'UTC'
    )
)
