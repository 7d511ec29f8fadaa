countIf(${name}_until <= now() - ${late} AND isNotNull(${name}) AND ${name} != defaultValueOfArgumentType(${name}))
