-- The views under one visitor's key, so that what names a view alone can be erased with them.
SELECT DISTINCT view_key
FROM page_views
WHERE site = {site:String} AND seen_at >= {since:DateTime('UTC')} AND visitor_key = {key:String} AND view_key != ''
ORDER BY view_key
