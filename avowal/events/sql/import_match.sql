-- The lines that splitting left: with escaped quotes, or not of the format at all.
INSERT INTO parsed
SELECT
    number, assumeNotNull(seconds), groups[1], groups[5], assumeNotNull(toUInt64OrNull(groups[6])),
    toUInt64OrNull(groups[7]), groups[9], groups[10], groups[8] != ''
FROM
(
    SELECT
        number,
        extractGroups(line, concat(
            '^([^ ]+) ([^ ]+) ((?:[^"\\\\]|\\\\.)+?|"") \\[([^\\]]{26})\\] "((?:[^"\\\\]|\\\\.)*)"',
            ' ([1-9][0-9][0-9]) (-|0|[1-9][0-9]{0,18})',
            '( "((?:[^"\\\\]|\\\\.)*)" "((?:[^"\\\\]|\\\\.)*)"(?: .*)?)?$$'
        )) AS groups,
        groups[4] AS stamp,
        ${seconds} AS seconds
    FROM numbered
    WHERE number NOT IN (SELECT number FROM parsed)
)
WHERE notEmpty(groups) AND seconds IS NOT NULL AND seconds <= {latest:Int64}
