-- Not yet run on a cluster: each statement has been parsed, and what one machine can do of it was done there.
ALTER TABLE avowal_local.weblog ON CLUSTER harbor ADD COLUMN IF NOT EXISTS directive LowCardinality(String);
ALTER TABLE avowal.weblog ON CLUSTER harbor ADD COLUMN IF NOT EXISTS directive LowCardinality(String);
CREATE OR REPLACE VIEW purpose_security.weblog ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.method AS method,
    t.path AS path,
    t.status AS status,
    t.bytes AS bytes,
    t.duration AS duration,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    if(t.ip_address_until > now(), t.ip_address, '') AS ip_address,
    t.ip_network AS ip_network,
    t.network_owner AS network_owner,
    t.relayed AS relayed,
    t.visitor_key AS visitor_key,
    t.automated AS automated,
    t.member_key AS member_key,
    t.service AS service,
    if(t.policy_version IN (2), t.directive, '') AS directive
FROM avowal.weblog AS t
WHERE t.keep_until > now() AND t.policy_version IN (1, 2);
ALTER TABLE avowal_local.weblog ON CLUSTER harbor UPDATE ip_address_until = least(ip_address_until, toDateTime(
    greatest(
        least(
            addSeconds(addMonths(toDateTime64(if(seen_at > toDateTime64(0, 3, 'UTC'), seen_at, toDateTime64(1769932800, 3, 'UTC')), 0, 'UTC'), 0), 604800),
            toDateTime64('2106-02-06 00:00:00', 0, 'UTC')
        ),
        toDateTime64(0, 0, 'UTC')
    ),
    'UTC'
)) WHERE policy_version = 1 AND (ip_address_until > toDateTime(
    greatest(
        least(
            addSeconds(addMonths(toDateTime64(if(seen_at > toDateTime64(0, 3, 'UTC'), seen_at, toDateTime64(1769932800, 3, 'UTC')), 0, 'UTC'), 0), 604800),
            toDateTime64('2106-02-06 00:00:00', 0, 'UTC')
        ),
        toDateTime64(0, 0, 'UTC')
    ),
    'UTC'
))
SETTINGS mutations_sync = 2;
CREATE TABLE avowal.erasing_00000001 ON CLUSTER harbor (element LowCardinality(String), value String) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/erasing_00000001', '{shard}-{replica}') ORDER BY element;
SYSTEM SYNC REPLICA ON CLUSTER harbor avowal.erasing_00000001;
DELETE FROM avowal_local.weblog ON CLUSTER harbor IN PARTITION ID '202611' WHERE visitor_key IN (SELECT value FROM avowal.erasing_00000001 WHERE element = 'visitor_key')
SETTINGS lightweight_delete_mode = 'alter_update', lightweight_deletes_sync = 2, allow_nondeterministic_mutations = 1,
    log_queries = 0;
DROP TABLE IF EXISTS avowal.erasing_00000001 ON CLUSTER harbor SYNC;
ALTER TABLE avowal_local.weblog ON CLUSTER harbor APPLY DELETED MASK SETTINGS mutations_sync = 2;
ALTER TABLE avowal_local.weblog ON CLUSTER harbor MATERIALIZE TTL SETTINGS mutations_sync = 2;
OPTIMIZE TABLE avowal_local.weblog ON CLUSTER harbor FINAL;
