SELECT day, cut AS cut, toString(site) AS site, key, '' AS page, views, visitors, visits, relayed, 0 AS seconds, 0 AS told, 0 AS requests, 0 AS automated
FROM counted_views
