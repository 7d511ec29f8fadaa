-- W3C extended logs are written in UTC.
concat(${date}, 'T', ${clock}, 'Z')
