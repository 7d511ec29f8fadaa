-- Months that do not change are linked, not copied.
ALTER TABLE ${database}.${staging} ATTACH PARTITION ID '${month}' FROM ${database}.${table}
