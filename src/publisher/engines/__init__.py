"""One module per outside program: the only rooms that start one."""
