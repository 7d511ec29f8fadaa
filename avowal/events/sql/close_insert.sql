-- All cuts of some days, from what a purpose may see; each cut is asked of the rows that it is made of.
INSERT INTO ${database}.${staging} (${columns})
SELECT ${values}
FROM
(
    WITH
        ${sources},
        ${parts}
    SELECT
        day, cut, site, key, page,
        sum(views) AS all_views, sum(visitors) AS all_visitors, sum(visits) AS all_visits, sum(relayed) AS all_relayed,
        sum(seconds) AS all_seconds, sum(told) AS all_told,
        sum(requests) AS all_requests, sum(automated) AS all_automated
    FROM (${pieces})
    GROUP BY day, cut, site, key, page
)
SETTINGS max_partitions_per_insert_block = 0
