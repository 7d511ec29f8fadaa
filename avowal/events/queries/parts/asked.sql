-- The period and the filters of what is asked (`reports.asking`); a language is the first segment of a path.
    seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND ({path:String} = '' OR path = {path:String})
    AND (
        {language:String} = ''
        OR if(has({prefixes:Array(String)}, splitByChar('/', path)[2]), splitByChar('/', path)[2], {source_language:String})
            = {language:String}
    )
