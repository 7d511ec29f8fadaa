${text} AS ${name}
