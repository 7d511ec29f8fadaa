-- The braces are macros of each node.
ReplicatedMergeTree('/clickhouse/tables/{shard}/${database}/${table}', '{replica}')
