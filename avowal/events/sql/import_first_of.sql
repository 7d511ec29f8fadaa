-- The first of a list, as X-Forwarded-For holds one.
trimBoth(splitByChar(',', ${text})[1])
