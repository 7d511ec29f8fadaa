SELECT number, substring(line, 1, 400) FROM numbered WHERE number NOT IN (SELECT number FROM parsed)
ORDER BY number LIMIT 10
