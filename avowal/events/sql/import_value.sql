r.${name}
