SELECT day, 'area' AS cut, toString(site) AS site, key, page AS page, views, 0 AS visitors, 0 AS visits, 0 AS relayed, 0 AS seconds, 0 AS told, 0 AS requests, 0 AS automated
FROM counted_areas
