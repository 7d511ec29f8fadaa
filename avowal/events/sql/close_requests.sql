SELECT day, cut AS cut, toString(site) AS site, key, '' AS page, 0 AS views, 0 AS visitors, 0 AS visits, 0 AS relayed, 0 AS seconds, 0 AS told, requests, automated_requests AS automated
FROM counted_requests
