ALTER TABLE ${database}.${table} ADD COLUMN IF NOT EXISTS ${column}
