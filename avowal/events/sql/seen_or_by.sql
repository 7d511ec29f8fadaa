-- When a row came in: the time it holds or, where that is not kept or is over, the last instant at which it can have.
if(seen_at > toDateTime64(0, 3, 'UTC'), seen_at, toDateTime64(${latest}, 3, 'UTC'))
