-- Whose network each address of a log is in, and whether it is a privacy service's (events.networks).
CREATE TEMPORARY TABLE hosts (host String, host_owner String, host_relayed Bool) ENGINE = Memory
