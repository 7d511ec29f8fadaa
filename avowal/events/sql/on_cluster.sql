ON CLUSTER ${cluster}
