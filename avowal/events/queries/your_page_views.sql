-- How many page views stand under one visitor's key.
SELECT count() AS held
FROM page_views
WHERE site = {site:String} AND seen_at >= {since:DateTime('UTC')} AND visitor_key = {key:String}
