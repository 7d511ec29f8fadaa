-- App screens that were opened, by day, app and screen.
WITH
-- include count_screens
SELECT day, site AS place, key, '' AS page, views, visitors, engaged_sum AS seconds, engaged_views AS told
FROM counted_screens
