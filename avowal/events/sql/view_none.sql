${value} AS ${name}
