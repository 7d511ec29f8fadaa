-- Seconds for which people had a page before them, on average over the views that told it. A view is two rows under
-- one view key, opened and left; the later may not name the page again.
SELECT view_site, view_path, avg(engaged) AS seconds, count() AS told
FROM
(
    SELECT
        any(site) AS view_site, anyIf(path, path != '') AS view_path, max(engaged_time) AS engaged
    FROM page_views
    WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
        AND ({site:String} = '' OR site = {site:String})
        AND NOT automated AND view_key != ''
    GROUP BY view_key
    HAVING engaged IS NOT NULL
)
GROUP BY view_site, view_path
ORDER BY told DESC, view_site, view_path
LIMIT 10000
