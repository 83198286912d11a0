"""A page of the HTML rendition -> a tree of what is heard of it; checks, census and reading view walk it."""
