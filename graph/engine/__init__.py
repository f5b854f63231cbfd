"""Arrays and no business: graphs as CSR, measured by compiled kernels that mean what networkx says."""
