SELECT count(), min(seconds), max(seconds) FROM parsed
