CREATE TEMPORARY TABLE agents (agent String, browser String, system String, automated Bool) ENGINE = Memory
