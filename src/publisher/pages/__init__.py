"""A page of the HTML rendition -> a tree of what is heard of it, and what orders of blocks have in common."""
