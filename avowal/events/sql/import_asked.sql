-- The parsed lines, moved in time, with the address that each asked for as it stands in the log.
SELECT
    *,
    seconds + {shift:Int64} AS moved,
    splitByChar(' ', request) AS asked,
    length(asked) = 3 AND match(asked[3], '^HTTP/[0-9](\\.[0-9])?$$') AND has({methods:Array(String)}, asked[1]) AS is_plain,
    multiIf(
        NOT is_plain, '',
        startsWith(asked[2], '/'), splitByChar('#', splitByChar('?', asked[2])[1])[1],
        regexpExtract(asked[2], '^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]*(/[^?#]*)', 1)
    ) AS raw_path
FROM parsed
