-- When a day is over.
toDateTime(day + 1, {time_zone:String})
