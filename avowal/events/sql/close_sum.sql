if(cut IN (${cuts}), toNullable(${held}), NULL)
