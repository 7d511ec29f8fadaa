toDateTime64(${latest}, 3, 'UTC')
