countIf(keep_until <= now() - ${late})
