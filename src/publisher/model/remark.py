"""What a check has to say of one text, before it is known where the text lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule that a text breaks, with what its sentences name and the place in the text."""

    rule: str
    words: tuple[str, ...] = ()
    """what `{0}`, `{1}` of the rule's sentences stand for"""
    start: int | None = None
    """characters of `Text.plain` before the place; None when the text as a whole is meant"""
    end: int | None = None
    replacement: str | None = None
    """what should stand at the place, where that is certain; None where a person must decide"""
