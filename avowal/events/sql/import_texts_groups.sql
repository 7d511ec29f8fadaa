-- The lines that are not read yet, by the format's regular expression.
SELECT number, extractGroups(line, {pattern:String}) AS groups, ${columns}
FROM numbered
WHERE number NOT IN (SELECT number FROM parsed) AND notEmpty(groups)
