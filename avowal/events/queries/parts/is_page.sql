-- A request of a person that got a page: not its parts, and not the program's own addresses. What only asks for a
-- sign before each expression keeps most paths away from it.
NOT automated
        AND method = 'GET'
        AND (status BETWEEN 200 AND 299 OR status = 304)
        AND path != ''
        AND NOT (
            substring(path, 2, 1) IN ('_', 's', 'm', 'o', 'h', '.')
            AND match(path, '^/(_a|static|media|office|health|\\.well-known)(/|$)')
        )
        AND NOT (
            position(path, '.') > 0
            AND match(path, '(?i)\\.(css|js|mjs|map|json|xml|rss|atom|txt|ico|png|jpe?g|gif|svg|webp|avif|woff2?|ttf|otf|eot|mp[34]|webm|ogg|pdf|zip|gz|bz2|xz|tar|tgz|rpm|deb|jar|exe|swf|gem|pcap|patch|sh|py|rb|conf|cfg|yaml|yml)$')
        )
