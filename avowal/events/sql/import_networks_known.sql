host_owner AS network_owner,
host_relayed AS relayed
