"""A translation held against its source: one module per concern, each `(source, target) -> remarks` on the target."""
