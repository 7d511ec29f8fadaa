-- How many areas were seen in the page views under one visitor's key: an area names its view alone.
SELECT count() AS held
FROM area_views
WHERE site = {site:String} AND seen_at >= {since:DateTime('UTC')} AND view_key IN
(
    SELECT view_key
    FROM page_views
    WHERE site = {site:String} AND seen_at >= {since:DateTime('UTC')} AND visitor_key = {key:String} AND view_key != ''
)
