"""Lines of a file -> blocks in reading order; cut words and paragraphs put together again."""
