-- For one month, on one node of a cluster.
CREATE TABLE ${database}.${staging} AS ${database}.${table}
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (counted_by, site, day)
