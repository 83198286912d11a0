"""Words put for others, where both are words and grammar checkers see nothing."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.languages.confusions import confusions
from publisher.model.remark import Remark
from publisher.model.text import Text, holds_any


def check_confusions(text: Text) -> Iterator[Remark]:
    """Yield words and endings that the words around them rule out, and places where a word is missing.

    Rule: `prose/confused`.
    """
    small = text.prose.lower()
    for confusion in confusions(text.language):
        if not holds_any(small, confusion.guard):
            continue
        for match in confusion.pattern.finditer(text.prose):
            group = "at" if match.re.groupindex and match["at"] else 0
            yield Remark("prose/confused", (match[group], confusion.suggest), match.start(group), match.end(group))
