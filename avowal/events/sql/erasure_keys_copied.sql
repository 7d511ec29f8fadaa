-- On a cluster each node must have the keys when it works; the table goes with all its files when they are used.
ReplicatedMergeTree('/clickhouse/tables/all/${database}/${keys}', '{shard}-{replica}') ORDER BY element
