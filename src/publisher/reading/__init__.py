"""What a screen reader would say of a PDF file and of the pages beside it, and where the two differ."""
