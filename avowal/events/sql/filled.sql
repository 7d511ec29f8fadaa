FROM (SELECT *${more} FROM ${table})
