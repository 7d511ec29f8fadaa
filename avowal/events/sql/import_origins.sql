-- How the origin of each referrer of a log is kept (events.scrubbing).
CREATE TEMPORARY TABLE origins (raw_origin String, referrer_origin String, origin_about_health Bool) ENGINE = Memory
