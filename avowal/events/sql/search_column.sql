countIf(position(toString(${name}), {value:String}) > 0)
