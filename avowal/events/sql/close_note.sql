INSERT INTO ${database}.closings (day, time_zone, rows, closed_at, keep_until)
SELECT
    toDate32(noted.1), {time_zone:String}, noted.2, toDateTime64({now:String}, 3, 'UTC'),
    toDateTime(noted.3, 'UTC')
FROM (SELECT arrayJoin(arrayZip({days:Array(String)}, {rows:Array(UInt64)}, {untils:Array(UInt32)})) AS noted)
