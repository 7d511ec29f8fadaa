CREATE TABLE ${database}.${staging} AS ${database}.${table}
