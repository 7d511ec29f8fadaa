-- Rows without a key, such as those about health, must not all lie on one shard.
if(${key} = '', rand(), cityHash64(${key}))
