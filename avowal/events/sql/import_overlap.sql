-- Rows of a site within a time span, both ends included.
SELECT count() FROM ${database}.${table}
WHERE site = {site:String} AND seen_at >= toDateTime64({first:Int64}, 3, 'UTC')
    AND seen_at < toDateTime64({last:Int64} + 1, 3, 'UTC')
