"""The words of a text: found, brought to their stems, told by their language."""
