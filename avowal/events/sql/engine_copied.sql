-- One path for all shards: every node is a replica of the same rows. The braces are macros of each node.
ReplicatedMergeTree('/clickhouse/tables/all/${database}/${table}', '{shard}-{replica}')
