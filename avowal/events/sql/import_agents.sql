CREATE TEMPORARY TABLE agents (agent String, agent_browser String, agent_system String, agent_automated Bool)
ENGINE = Memory
