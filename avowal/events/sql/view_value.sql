if(${condition}, toNullable(t.${name}), NULL) AS ${name}
