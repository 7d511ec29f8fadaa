Memory
