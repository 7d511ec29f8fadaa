-- Lines without a backslash, cut at quotes and spaces: most lines of most logs, at less than half the cost of a
-- regular expression. What does not fit exactly is left to `import_match`.
INSERT INTO parsed
SELECT number, assumeNotNull(seconds), host, request, assumeNotNull(status), bytes, referrer, agent, has_agent
FROM
(
    SELECT
        number,
        splitByChar('"', line) AS parts,
        length(parts) AS pieces,
        parts[1] AS head,
        length(head) AS head_length,
        substring(head, 1, head_length - 30) AS who,
        splitByChar(' ', who) AS words,
        words[1] AS host,
        substring(head, head_length - 27, 26) AS stamp,
        parts[2] AS request,
        splitByChar(' ', parts[3]) AS result,
        toUInt64OrNull(result[2]) AS status,
        toUInt64OrNull(result[3]) AS bytes,
        pieces > 3 AS has_agent,
        parts[4] AS referrer,
        parts[6] AS agent,
        ${seconds} AS seconds
    FROM numbered
    WHERE position(line, '\\') = 0
        AND (pieces = 3 OR pieces >= 7)
        AND head_length > 34
        AND substring(head, head_length - 29, 2) = ' ['
        AND endsWith(head, '] ')
        AND length(words) >= 3 AND words[1] != '' AND words[2] != ''
        AND length(who) > length(words[1]) + length(words[2]) + 2
        AND length(result) = if(has_agent, 4, 3)
        AND result[1] = '' AND result[4] = ''
        AND length(result[2]) = 3 AND toString(status) = result[2] AND status >= 100
        AND (result[3] = '-' OR (toString(bytes) = result[3] AND length(result[3]) <= 19))
        AND (NOT has_agent OR (parts[5] = ' ' AND ((parts[7] = '' AND pieces = 7) OR startsWith(parts[7], ' '))))
)
WHERE seconds IS NOT NULL AND seconds <= {latest:Int64}
