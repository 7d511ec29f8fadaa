SELECT count(), min(seconds), max(seconds), countIf(seconds >= {oldest:Int64}) FROM parsed
