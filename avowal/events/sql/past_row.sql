countIf(keep_until <= now())
