if(${condition}, t.${name}, '') AS ${name}
