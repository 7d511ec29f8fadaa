-- The views and nothing behind them: they run with their maker's rights (view_security).
GRANT ${on_cluster} SELECT ON ${view_database}.* TO ${role}
