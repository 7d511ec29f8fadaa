INSERT INTO ${table} (${columns}) FROM INFILE '${file}' SETTINGS ${settings} FORMAT ${form}
