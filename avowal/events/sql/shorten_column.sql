${column} = least(${column}, ${until})
