-- How each address of a log is kept (events.paths).
CREATE TEMPORARY TABLE paths (raw_path String, path String) ENGINE = Memory
