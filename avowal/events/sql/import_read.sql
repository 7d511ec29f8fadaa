-- From the texts of a line's fields to values; a line of which a text cannot be read is left out, and so is bad.
INSERT INTO parsed
SELECT
    number, assumeNotNull(seconds), host, method,
    multiIf(
        target = '', '',
        startsWith(target, '/'), cutQueryStringAndFragment(target),
        regexpExtract(target, '^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]*(/[^?#]*)', 1)
    ) AS raw_path,
    if(status_absent, NULL, status_value) AS status, bytes_value AS bytes, ${duration} AS duration,
    if(
        lower(address[1]) IN ('http:', 'https:') AND address[2] = ''
            AND length(address_host) <= 261 AND match(address_host, '^[A-Za-z0-9._:\\[\\]-]+$$'),
        concat(address[1], '//', address_host),
        ''
    ) AS raw_origin,
    agent, has_agent
FROM
(
    SELECT
        *,
        ${asked},
        ${seconds} AS seconds,
        status_text IN ('', '-', '0', '000') AS status_absent,
        toUInt64OrNull(status_text) AS status_value,
        toUInt64OrNull(bytes_text) AS bytes_value,
        -- `https://user@host:port` of a referrer, nothing when it is written otherwise or longer than names can be
        splitByChar('/', cutQueryStringAndFragment(referrer)) AS address,
        if(position(address[3], '@') > 0, substring(address[3], position(address[3], '@') + 1), address[3])
            AS address_host
    FROM (${texts}) AS cut_lines
)
WHERE seconds IS NOT NULL AND seconds <= {latest:Int64}
    -- the engine reads numbers more leniently than they are written (`+5`, `007`)
    AND (status_absent OR (length(status_text) = 3 AND ifNull(status_value, 0) >= 100))
    AND (
        bytes_text IN ('', '-', '0')
        OR (bytes_value IS NOT NULL AND length(bytes_text) <= 19 AND bytes_text >= '1')
    )
