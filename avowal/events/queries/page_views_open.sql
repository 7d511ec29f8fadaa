-- Whether page views may be opened at all.
SELECT seen_at FROM page_views LIMIT 0
