"""Attributes of HTML that matter to translators."""

from __future__ import annotations

SPOKEN = (
    "alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder",
    "aria-braillelabel", "aria-brailleroledescription", "placeholder", "label", "abbr", "summary", "alttext",
)  # fmt: skip
"""attributes that are read aloud or shown: texts like any other"""
CONTEXT, LOCALISED, MAX_LENGTH = "data-context", "data-translate", "data-max-length"
"""what an author tells translators in an attribute: two meanings of one text, `href` to localise, characters at most"""
