-- Page views of people: pages (not their parts, and not the program's own addresses) that were got and shown.
people_pages AS
(
    SELECT site, path, seen_at, visitor_key, referrer_origin
    FROM weblog
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND
-- include is_page
)
