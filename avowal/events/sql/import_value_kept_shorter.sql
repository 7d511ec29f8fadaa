if(r.moved >= {oldest_${name}:Int64}, r.${name}, defaultValueOfArgumentType(r.${name}))
