-- A field's text; `-` is none, and within quotes a quote is written twice.
multiIf(
    texts[${number}] = '-', '',
    startsWith(texts[${number}], '"') AND endsWith(texts[${number}], '"') AND length(texts[${number}]) > 1,
    replaceAll(substring(texts[${number}], 2, length(texts[${number}]) - 2), '""', '"'),
    texts[${number}]
)
