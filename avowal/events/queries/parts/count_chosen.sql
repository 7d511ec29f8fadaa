-- Whether a path passes the filters by page and by language.
({path:String} = '' OR path = {path:String})
AND ({language:String} = '' OR {language:String} =
-- include count_language
)
