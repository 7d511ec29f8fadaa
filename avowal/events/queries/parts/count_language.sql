-- The language of a path: its first segment, or the source language where that names none.
if(
    has({prefixes:Array(String)}, substringIndex(substring(path, 2), '/', 1)),
    substringIndex(substring(path, 2), '/', 1),
    {source_language:String}
)
