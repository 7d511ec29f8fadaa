${table} AS (SELECT * FROM ${view_database}.${table})
