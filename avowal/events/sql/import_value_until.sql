least(r.keep_until, ${until})
