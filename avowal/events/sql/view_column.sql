t.${name} AS ${name}
