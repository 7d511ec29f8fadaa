SELECT day, 'screen' AS cut, toString(site) AS site, key, '' AS page, views, visitors, 0 AS visits, 0 AS relayed, engaged_sum AS seconds, engaged_views AS told, 0 AS requests, 0 AS automated
FROM counted_screens
