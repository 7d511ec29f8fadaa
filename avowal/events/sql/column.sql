${name} ${type}
