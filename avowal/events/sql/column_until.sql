${name}_until DateTime('UTC') DEFAULT keep_until
