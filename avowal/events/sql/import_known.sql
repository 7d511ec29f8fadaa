SELECT length, toString(sha256), sum(kept), sum(bad), sum(past_retention) FROM ${database}.imports
WHERE site = {site:String} AND shift_seconds = {shift:Int64} AND start = {start:UInt64}
GROUP BY length, sha256 ORDER BY length DESC
