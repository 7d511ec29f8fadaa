${element} IN (SELECT value FROM ${keys_database}.${keys} WHERE element = '${element}')
