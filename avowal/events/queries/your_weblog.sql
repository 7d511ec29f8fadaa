-- How many weblog lines stand under one visitor's key; never which, since others may share the key.
SELECT count() AS held
FROM weblog
WHERE site = {site:String} AND seen_at >= {since:DateTime('UTC')} AND visitor_key = {key:String}
