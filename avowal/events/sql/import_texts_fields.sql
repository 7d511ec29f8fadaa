-- Lines of a log that names its fields (W3C extended): cut at tabs where there are any, else at spaces; text in
-- quotes may hold spaces.
SELECT
    number,
    multiIf(
        position(line, '\t') > 0, splitByChar('\t', line),
        position(line, '"') > 0, extractAll(line, '"(?:[^"]|"")*"|[^ ]+'),
        splitByChar(' ', line)
    ) AS texts,
    ${columns}
FROM numbered
WHERE length(texts) = {count:UInt64}
