"""Characters that do not belong in a text: hidden, look-alike, decomposed, damaged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from unicodedata import category, name, normalize

from publisher.checks.text.look_alikes import LATIN, look_alikes
from publisher.model.notation import HIDDEN
from publisher.model.remark import Remark
from publisher.model.text import Text, holds_any

UNUSUAL = re.compile(
    "[^\t\n -~\u00a0-\u02ff\u0600-\u061b\u061d-\u0652\u0660-\u06a8\u06aa-\u06bd\u06c4-\u06cb\u06cd-\u06ef"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2060\u2070-\u22ff\ufd3e\ufd3f\ufdf2\ufdfa-\ufdfd\ufffc]"
)
"""a character outside the usual ones of our languages; most texts have none"""
LEADS = ("&", "\u00c2", "\u00c3", "\u00e2\u20ac", "\u00d8", "\u00d9")
"""beginnings of entities and of damage"""
STRAY = re.compile("[A-Za-z](?=[A-Za-z]?[\u0621-\u064a])(?<=[\u0621-\u064a].)")
"""a Latin letter within an Arabic word"""
TRAIL = "[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
MOJIBAKE = re.compile(f"(?:[\u00c2\u00c3]{TRAIL}|\u00e2\u20ac{TRAIL}?|(?:[\u00d8\u00d9]{TRAIL}){{2,}})+")
"""UTF-8 that was read as Windows-1252: \u00c3\u00a9 for \u00e9"""
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});")
INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u180e\u200b-\u200d\u2028\u2029\u2061-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
DIRECTION = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
DECOMPOSED = re.compile(f"[{LATIN}\u0627\u0648\u064a][\u0300-\u036f\u0653-\u0655]+")
FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufd3d\ufd50-\ufdf1\ufdf3-\ufdf9\ufe70-\ufefc]+")


def check_characters(text: Text) -> Iterator[Remark]:
    """Yield the characters of a text that a reader does not see, or that are not what she sees.

    Rules: `characters/hidden`, `direction-mark`, `look-alike`, `decomposed`, `damaged`, `entity`, `presentation-form`.
    Controls and overrides of direction are those of `check_controls`, and of `catalog/hidden-character` in catalogs.
    """
    plain = text.plain
    if plain.isascii() and "&" not in plain:
        return
    if UNUSUAL.search(plain) or holds_any(plain, LEADS) or (text.language == "ar" and STRAY.search(plain)):
        for find in FINDERS:
            yield from find(text)


def check_controls(text: Text) -> Iterator[Remark]:
    """Yield control characters and overrides of direction in a source. Rule: `characters/hidden`."""
    for match in HIDDEN.finditer(text.plain):
        yield Remark("characters/hidden", (named(match.group()),), *match.span(), "")


def named(character: str) -> str:
    """Return the code and the name of a character: `U+200B zero width space`."""
    return f"U+{ord(character):04X} {name(character, '').lower()}".rstrip()


def _hidden(text: Text) -> Iterator[Remark]:
    for match in INVISIBLE.finditer(text.plain):
        character = match.group()
        if character != "\u200d" or not _is_joined(text.plain[: match.start()]):
            replacement = " " if character in "\u2028\u2029" else ""
            yield Remark("characters/hidden", (named(character),), *match.span(), replacement)


def _is_joined(before: str) -> bool:
    """Whether a zero-width joiner is of use after a text: in emoji, and in the abbreviation of hijri."""
    return before[-1:] == "\u0647" or not (before[-1:].isalnum() or before[-1:].isspace() or not before)


def _direction_marks(text: Text) -> Iterator[Remark]:
    for match in DIRECTION.finditer(text.plain):
        yield Remark("characters/direction-mark", (named(match.group()),), *match.span())


def _look_alikes(text: Text) -> Iterator[Remark]:
    for start, end, character, meant in look_alikes(text.prose, text.language):
        yield Remark("characters/look-alike", (named(character), text.prose[start:end]), start, end, meant)
    if text.language == "ar":
        for match in STRAY.finditer(text.prose):
            yield Remark("characters/look-alike", (named(match.group()), match.group()), *match.span())


def _decomposed(text: Text) -> Iterator[Remark]:
    for match in DECOMPOSED.finditer(text.plain):
        composed = normalize("NFC", match.group())
        # A sequence without a letter of its own only changes the order of its marks.
        if len(composed) < len(match.group()):
            yield Remark("characters/decomposed", (composed,), *match.span(), composed)


def _damaged(text: Text) -> Iterator[Remark]:
    for place, character in enumerate(text.plain):
        lost = character == "\ufffd" or category(character) in ("Co", "Cn")
        if lost and not HIDDEN.match(character):
            yield Remark("characters/damaged", (named(character),), place, place + 1)
    for match in MOJIBAKE.finditer(text.prose):
        yield Remark("characters/damaged", (match.group(),), *match.span(), _repaired(match.group()))


def _repaired(text: str) -> str | None:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _entities(text: Text) -> Iterator[Remark]:
    for match in ENTITY.finditer(text.prose):
        meant = unescape(match.group())
        if meant != match.group():
            yield Remark("characters/entity", (match.group(), meant), *match.span(), meant)


def _presentation_forms(text: Text) -> Iterator[Remark]:
    for match in FORMS.finditer(text.plain):
        meant = normalize("NFKC", match.group())
        yield Remark("characters/presentation-form", (named(match.group()[0]), meant), *match.span(), meant)


Finder = Callable[[Text], Iterator[Remark]]
FINDERS: tuple[Finder, ...] = (
    _hidden,
    _direction_marks,
    _look_alikes,
    _decomposed,
    _damaged,
    _entities,
    _presentation_forms,
)
