SELECT DISTINCT toString(day) FROM ${database}.${table} WHERE day >= {first:Date32} AND day <= {last:Date32}
