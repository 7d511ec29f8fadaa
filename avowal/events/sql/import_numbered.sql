CREATE TEMPORARY TABLE numbered (number UInt64, line String) ENGINE = Memory
