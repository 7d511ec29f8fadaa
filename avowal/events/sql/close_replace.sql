ALTER TABLE ${database}.${table} REPLACE PARTITION ID '${month}' FROM ${database}.${staging}
