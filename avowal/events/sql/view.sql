-- What one purpose may see of one collection.
CREATE OR REPLACE VIEW ${view_database}.${table} ${on_cluster} ${security} AS
SELECT
    ${columns}
FROM ${database}.${table} AS t
WHERE t.keep_until > now() AND t.policy_version IN (${versions})
