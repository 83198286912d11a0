"""How a text sets its marks and spaces, by the conventions of its language."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from publisher.languages import known
from publisher.languages.typography import conventions_about, guards
from publisher.model.edit import applied, differences
from publisher.model.remark import Remark
from publisher.model.text import BLANK, Text, holds_any
from publisher.model.typography import Convention

COMPUTED = ("://", "www.", "@", "{", "&", "`", "%(", "%s", "%d")
"""a text without any of these holds nothing that a computer reads"""
NOT_PROSE = re.compile(
    r"\b[a-z][a-z0-9+.-]{0,30}://[^\s<>\u00ab\u00bb]*[\w/=]|\bwww\.\S*\w|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|\{\w*\}|%\(\w+\)[sd]|%[sd]\b|&#?\w+;"  # what is filled in, what stands for a character
    r"|``[^`]+``|`[^`]+`"  # code in plain text
)
AROUND = 12
"""characters on each side of a place that a remark quotes, at most"""


def check_typography(text: Text) -> Iterator[Remark]:
    """Yield what breaks a convention of the text's language, each place once for a rule.

    A text with line feeds in its notation is preformatted: its spaces are layout, and it is left alone.
    """
    tag = text.language.partition("-")[0]
    if tag not in known() or "\n" in text.notation:
        return
    prose = _prose(text.prose)
    seen: dict[str, list[tuple[int, int]]] = {}
    for convention in conventions_about(tag, guards(tag).intersection(prose)):
        if convention.holds and not holds_any(prose, convention.holds):
            continue
        for match in convention.pattern.finditer(prose):
            found = _remark(convention, match, text.plain)
            if found is None:
                continue
            start, end, remark = found
            taken = seen.setdefault(convention.rule, [])
            if _is_free(start, end, taken):
                insort(taken, (start, end))
                yield remark


def _is_free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a place overlaps none of others, which are in order and apart."""
    after = bisect_left(taken, (start, end))
    beside = taken[max(0, after - 1) : after + 1]
    return all(end <= other_start or other_end <= start for other_start, other_end in beside)


def _prose(text: str) -> str:
    """Return a text with what only computers read blanked out."""
    if not holds_any(text, COMPUTED):
        return text
    return NOT_PROSE.sub(lambda match: BLANK * len(match.group()), text)


def _remark(convention: Convention, match: re.Match[str], plain: str) -> tuple[int, int, Remark] | None:
    """Return the place of a match and what to say of it; None when it is right as it stands."""
    if convention.ascending and not _rises(match):
        return None
    start, end = match.span(match.lastgroup or 0)
    new = _replacement(convention, match, plain[start:end])
    if new == plain[start:end]:
        return None
    if start == end:  # a place of nothing cannot be shown: the character beside it is part of it
        start, end = (start, end + 1) if end < len(plain) else (start - 1, end)
        new = None if new is None else new + plain[start:end]
    return start, end, Remark(convention.rule, (_excerpt(plain, start, end),), start, end, new)


def _replacement(convention: Convention, match: re.Match[str], old: str) -> str | None:
    if convention.swap is not None:
        return old.translate(convention.swap)
    if convention.replace is None:
        return None
    new = match.expand(convention.replace)
    if BLANK not in new:
        return new
    # What the match holds of protected text comes from the text itself.
    return applied(old, differences(match[match.lastgroup or 0], new))


def _rises(match: re.Match[str]) -> bool:
    first, last = (int(match[number].replace(",", "")) for number in (1, 2))
    return first < last


def _excerpt(plain: str, start: int, end: int) -> str:
    """Return a place with what stands around it, in whole words where they are short."""
    before, after = plain[max(0, start - AROUND) : start], plain[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2] or before
    if end + AROUND < len(plain):
        after = after.rpartition(" ")[0] or after
    return before + plain[start:end] + after
