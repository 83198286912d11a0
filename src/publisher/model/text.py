"""A text as its checks read it: without tags, and with what is not prose of its language blanked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.model.notation import Kind, tokens, vocabulary

BLANK = "\ufffc"
"""stands for each character of protected or foreign text in `Text.prose` (U+FFFC, object replacement character)"""


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether one of the parts stands in a text."""
    for part in parts:  # noqa: SIM110  # a generator costs twice as much, and checks ask this ten times of each text
        if part in text:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that is not prose of its language: `plain[start:end]`."""

    start: int
    end: int
    language: str | None
    """of its words; None when they are protected: code, names"""


@dataclass(frozen=True, slots=True)
class Text:
    """One message or translation."""

    notation: str
    """as it stands in the catalog"""
    language: str
    plain: str
    """as a reader sees it: no tags, a line break is a new line"""
    prose: str
    """`plain` with every character of its stretches replaced by `BLANK`: places agree"""
    stretches: tuple[Stretch, ...] = ()


def read_text(
    notation: str, language: str, stretches: Mapping[str, str | None] | None = None, names: frozenset[str] | None = None
) -> Text:
    """Return a text as checks read it.

    `stretches` are the tags around what is not prose of the language, each with the language of its words (None:
    protected). `names` are the tags that are tags here: in a translation those of its message, else all that look like
    one.
    """
    if "<" not in notation and "&" not in notation:
        return Text(notation, language, notation, notation)
    parts: list[str] = []
    size = 0
    opened: list[tuple[str, int]] = []
    found: list[Stretch] = []
    for token in tokens(notation, vocabulary(notation) if names is None else names):
        if token.kind is Kind.TEXT or (token.kind is Kind.VOID and token.value.startswith("br")):
            parts.append(token.value if token.kind is Kind.TEXT else "\n")
            size += len(parts[-1])
        elif stretches and token.value in stretches:
            if token.kind is Kind.OPEN:
                opened.append((token.value, size))
            elif token.kind is Kind.CLOSE and opened and opened[-1][0] == token.value:
                found.append(Stretch(opened.pop()[1], size, stretches[token.value]))
    plain = "".join(parts)
    prose = plain
    for stretch in found:
        prose = prose[: stretch.start] + BLANK * (stretch.end - stretch.start) + prose[stretch.end :]
    return Text(notation, language, plain, prose, tuple(found))
