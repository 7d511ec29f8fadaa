${table} AS (SELECT *${more} FROM ${view_database}.${table})
