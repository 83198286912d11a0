"""Markup that swallows the rest of a text when it is not closed: comments, and elements whose content is raw text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.model.finding import Finding

SWALLOWING = re.compile(
    r"<!--(?!-?>)|<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)(?=[\s/>])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Where such markup begins, and what would close it."""

    offset: int
    opening: str
    closing: str

    def finding(self, file: str, line: int) -> Finding:
        """Return what to tell the author."""
        return Finding(
            "document/unclosed", f"“{self.opening}” is never closed: it hides or flattens what follows",
            file=file, line=line, hint=f"write {self.closing} where it ends",
        )  # fmt: skip


def unclosed(html: str) -> Unclosed | None:
    """Return the first markup that runs to the end of the text.

    >>> unclosed("a <!-- b --> <xmp>c").closing
    '</xmp>'
    """
    position = 0
    while match := SWALLOWING.search(html, position):
        name = (match[1] or "").lower()
        closing = f"</{name}>" if name else "-->"
        end = re.compile(rf"</{name}(?=[\s/>])" if name else "--!?>", re.IGNORECASE).search(html, match.end())
        if end is None or name == "plaintext":
            return Unclosed(match.start(), match.group(), closing)
        position = end.end()
    return None
