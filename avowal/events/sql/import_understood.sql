SELECT count() FROM parsed
