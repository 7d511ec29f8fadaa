-- Lines that are one JSON object each; one that tells of no request is another kind of entry, and bad here.
SELECT number, ${columns}
FROM numbered
WHERE startsWith(line, '{') AND isValidJSON(line) AND ${request} != ''
