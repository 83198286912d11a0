"""How many things of each kind a rendition has: what is not there cannot fail, and is said not to be there."""

from __future__ import annotations

from collections.abc import Mapping

Census = Mapping[str, int]
"""numbers by kind; a kind that is not named was not counted, one with 0 is not there"""

KINDS = (
    "page", "heading", "paragraph", "figure", "formula", "table", "list", "link", "note", "quote", "contents",
    "language-change", "abbreviation", "text", "artifact", "font", "annotation", "form-field", "media", "script",
    "animation", "embedded-file", "optional-content", "signature", "article-thread", "xfa", "encryption",
    "ruby", "warichu", "reference-xobject", "printer-mark", "trap-network", "scanned-page", "action", "role", "frame",
    "time-limit", "suspect",
)  # fmt: skip
"""the kinds there are; `figure` counts pictures with an alternative, `role` structure types mapped to standard ones"""


def is_absent(census: Census, kinds: tuple[str, ...]) -> bool:
    """Whether none of some kinds is there; False when there are no kinds, or one of them was not counted."""
    return bool(kinds) and all(census.get(kind, 1) == 0 for kind in kinds)
