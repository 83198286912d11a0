"""Parts that were laid out apart become one file: pages, tags, links, outline, fonts."""
