"""PDF for people: the print document, and the structure tree screen readers walk."""
