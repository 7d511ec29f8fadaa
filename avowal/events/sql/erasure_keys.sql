-- The keys to erase, in memory alone: a mutation that named them would keep them in its own file.
CREATE TABLE ${database}.${keys} ${on_cluster} (element LowCardinality(String), value String) ENGINE = ${engine}
