-- Milliseconds of a time in seconds, milliseconds or microseconds; what is none tells nothing. `w3c` writes whole
-- milliseconds, or seconds with a fraction.
if(
    match(duration_text, '^[0-9]{1,9}([.][0-9]{1,12})?(e-[0-9]{1,2})?$$'),
    toUInt64(floor(assumeNotNull(toFloat64OrNull(duration_text)) * ${factor} + 0.5)),
    NULL
)
