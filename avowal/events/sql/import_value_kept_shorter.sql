if(${until} > {now:DateTime('UTC')}, r.${name}, defaultValueOfArgumentType(r.${name}))
