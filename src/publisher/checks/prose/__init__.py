"""What LanguageTool says of a text, and how much of it counts."""
