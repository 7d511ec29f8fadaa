-- Raw lines exist here only: in memory, for one stretch of one log, on the importing connection.
CREATE TEMPORARY TABLE lines (line String) ENGINE = Memory
