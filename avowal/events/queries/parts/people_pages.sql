-- Page views of people: pages (not their parts, and not the program's own addresses) that were got and shown.
people_pages AS
(
    SELECT site, path, seen_at, visitor_key, referrer_origin
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND NOT automated
        AND method = 'GET'
        AND (status BETWEEN 200 AND 299 OR status = 304)
        AND path != ''
        AND NOT match(path, '^/(_a|static|media|office|health|\\.well-known)(/|$)')
        AND NOT match(path, '(?i)\\.(css|js|mjs|map|json|xml|rss|atom|txt|ico|png|jpe?g|gif|svg|webp|avif|woff2?|ttf|otf|eot|mp[34]|webm|ogg|pdf|zip|gz|bz2|xz|tar|tgz|rpm|deb|jar|exe|swf|gem|pcap|patch|sh|py|rb|conf|cfg|yaml|yml)$')
)
