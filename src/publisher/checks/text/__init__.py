"""A text by itself, in its own language: one module per concern, each `(text) -> remarks`."""
