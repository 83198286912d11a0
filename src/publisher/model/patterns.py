"""Regular expressions that are data."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(find: str) -> re.Pattern[str]:
    """Return a regular expression, compiled once; the standard library remembers fewer than our languages have."""
    return re.compile(find)
