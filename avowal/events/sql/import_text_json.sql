-- The text of one value of a JSON line: a string without its quotes, a number as it is written, else nothing.
multiIf(
    startsWith(JSONExtractRaw(line, ${keys}) AS ${name}, '"'), JSONExtractString(${name}),
    match(${name}, '^-?[0-9]'), ${name},
    ''
)
