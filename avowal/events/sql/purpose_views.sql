SELECT database, name FROM system.tables WHERE startsWith(database, 'purpose_')
