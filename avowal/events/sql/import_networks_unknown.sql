'' AS network_owner,
false AS relayed
