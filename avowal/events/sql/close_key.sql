if(cut IN (${cuts}), ${held}, '')
