-- Lines without a backslash, cut at quotes and spaces: most lines of most logs, at less than half the cost of a
-- regular expression. What does not fit exactly is left to the regular expression.
SELECT
    number,
    splitByChar('"', line) AS parts,
    length(parts) AS pieces,
    parts[1] AS head,
    length(head) AS head_length,
    substring(head, 1, head_length - 30) AS who,
    splitByChar(' ', who) AS words,
    words[${first} + 1] AS host,
    toLowCardinality(substring(head, head_length - 27, 26)) AS stamp,
    parts[2] AS request_text,
    splitByChar(' ', parts[3]) AS result,
    result[2] AS status_text,
    result[3] AS bytes_text,
    pieces > 3 AS has_agent,
    parts[4] AS referrer,
    parts[6] AS agent
FROM numbered
WHERE position(line, '\\') = 0
    AND (pieces >= 7 OR (pieces = 3 AND NOT ${agent_needed}))
    AND head_length > 34
    AND substring(head, head_length - 29, 2) = ' ['
    AND endsWith(head, '] ')
    AND words[1] != '' AND words[2] != '' AND words[${first} + 2] != ''
    AND (words[${first} + 3] != '' OR length(words) > ${first} + 3)
    AND length(result) = if(has_agent, 4, 3)
    AND result[1] = '' AND result[4] = ''
    AND length(status_text) = 3 AND bytes_text != '' AND status_text != '000'
    AND (NOT has_agent OR (parts[5] = ' ' AND ((parts[7] = '' AND pieces = 7) OR startsWith(parts[7], ' '))))
