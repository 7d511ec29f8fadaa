countIf(${name}_until <= now() AND isNotNull(${name}) AND ${name} != defaultValueOfArgumentType(${name}))
