clusterAllReplicas('${cluster}', system.${table})
