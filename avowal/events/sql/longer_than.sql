${column} > ${until}
