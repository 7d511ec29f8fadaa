-- How each address of a log is kept (events.paths, events.scrubbing).
CREATE TEMPORARY TABLE paths (raw_path String, path String, path_about_health Bool) ENGINE = Memory
