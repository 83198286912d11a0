"""What persons judge in one language: its PDF file and its pages, taken apart into things that can be looked at."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from publisher.model.census import Census
from publisher.model.judgement import Look
from publisher.model.pdf_structure import Structure
from publisher.pages.page import Page

WHOLE = "whole"
"""kind of the parts that a rendition consists of: pages, chapters of a PDF file"""
TITLE = "title"
"""kind of what names a rendition, or a page"""
LONGEST = 90
"""characters of a place to look at"""
RIGHT_TO_LEFT = frozenset({"R", "AL"})
RUN = re.compile(r"[0-9A-Za-zÀ-ɏ](?:[^\u0590-\u08ff]*[0-9A-Za-zÀ-ɏ%])?")
"""what runs from left to right within a line that does not"""
PAIRS = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")


class Left(dict[int, int | None]):
    """What is left of characters, by code, as `str.translate` asks: each is looked at once."""

    def __init__(self, is_left: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_left = is_left

    def __missing__(self, code: int) -> int | None:
        """Return a character that was not met before, None where it is left out."""
        self[code] = code if self.is_left(chr(code)) else None
        return self[code]


LETTERS = Left(lambda one: unicodedata.category(one) not in ("Cf", "Pd", "Zs", "Cc"))
NO_FIGURES = Left(lambda one: not one.isdigit())


@dataclass(frozen=True, slots=True)
class Judged:
    """The renditions of one language, as persons meet them."""

    structure: Structure | None
    """of the PDF file; None where there is none, or it cannot be read: nothing is asked of it then"""
    pages: Mapping[str, Page]
    """by the stem of their documents, in reading order, as they are read, with the ids of the PDF; none where there
    are none"""
    census: Mapping[str, Census]
    """of `pdf` and of `html`"""
    index: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """source file and line of the blocks, by id"""
    around: Mapping[str, str] = field(default_factory=dict)
    """a hash of all that gives `pdf` and `html` their looks and their behaviour: sheets, scripts, fonts, pictures"""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """hashes of pictures by their address in a page; the address stands for what is not named here"""
    title: str = ""
    """of the publication in this language"""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is judged."""

    look: Look
    said: tuple[str, ...]
    """all of it that a judgement rests on; never where it stands"""

    @property
    def place(self) -> Look:
        """Where it is, with the mark of what is judged."""
        return replace(self.look, mark=mark_of(self.said))


AROUND = "around"
"""no kind of thing: all that a rendition is shown with"""
Items = Mapping[str, tuple[Item, ...]]
"""by kind (`model/census`, `WHOLE`, `TITLE`), in reading order; none at all of a rendition that is not there"""


def hash_of(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits for some texts."""
    return _digest(parts).hex()[:16]


def mark_of(parts: Iterable[str]) -> str:
    """Return four letters or digits for some texts: one in a million of all others has the same."""
    return base64.b32encode(_digest(parts)).decode()[:4].lower()


def _digest(parts: Iterable[str]) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()


def shortened(text: str) -> str:
    """Return a text on one line, composed as text on the web is (NFC), its end left out where it is long."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1].rstrip() + "…"


def letters(text: str) -> str:
    """Return what layout does not change of a text: no spaces, no hyphens, no marks of direction.

    A line that runs from right to left is drawn from its end, so that another break gives another order: its letters
    are sorted.
    """
    kept = text.translate(LETTERS)
    return "".join(sorted(kept)) if is_right_to_left(text) else kept


def without_figures(text: str) -> str:
    """Return a text without digits: those that layout adds are numbers of pages."""
    return text.translate(NO_FIGURES)


def is_right_to_left(text: str) -> bool:
    """Whether some letters of a text run from right to left."""
    return not text.isascii() and not RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text))


def as_read(text: str) -> str:
    """Return a text that was drawn from left to right in the order it is read, as far as one line tells.

    >>> as_read("Neptune II ةيلمع")
    'عملية Neptune II'
    """
    if not is_right_to_left(text):
        return text
    turned = text[::-1].translate(PAIRS)
    return RUN.sub(lambda run: run[0][::-1], turned)
