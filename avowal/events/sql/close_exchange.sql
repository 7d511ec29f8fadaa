-- One rename of two names: a reader, and a crash, meet the old counts or the new ones.
EXCHANGE TABLES ${database}.${staging} AND ${database}.${table}
