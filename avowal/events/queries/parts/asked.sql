-- The period and the filters of what is asked (`reports.asking`).
    seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND
-- include count_chosen
