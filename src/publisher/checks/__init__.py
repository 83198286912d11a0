"""Values -> findings; one module per concern. A check asks nobody: what an engine answered is given to it."""
