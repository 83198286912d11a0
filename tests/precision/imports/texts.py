"""Sound French by others and by us: prose of manuals that Debian packages, and of this publication.

The packages are named in `tests/data/debian.txt`; the set-up unpacks them into `tests/data/debian/<package>/`. Nobody
tunes anything with the texts that are held out, or reads them while the import is mended.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from publisher.readers.markdown import read_markdown
from tests.precision.imports.blocks import Block

ROOT = Path(__file__).parents[3]
DEBIAN = ROOT / "tests/data/debian"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from."""

    held_out: bool
    folder: Path
    pattern: str
    encoding: str = "utf-8"

    @property
    def files(self) -> list[Path]:
        """The files, in the order of their names; none where the package is not unpacked."""
        return sorted(self.folder.glob(self.pattern))


SOURCES = {
    "own": Source(False, ROOT / "source", "[01]*.md"),
    "libreoffice-help": Source(
        False, DEBIAN / "libreoffice-help-fr/usr/share/libreoffice/help/fr/text/swriter/guide", "*.html"
    ),
    "debian-reference": Source(True, DEBIAN / "debian-reference-fr/usr/share/debian-reference", "ch0[1-8].fr.html"),
    "developers-reference": Source(
        True, DEBIAN / "developers-reference-fr/usr/share/developers-reference/fr", "[bnprst]*.html"
    ),
    "debian-faq": Source(True, DEBIAN / "debian-faq-fr/usr/share/doc/debian/FAQ/fr", "*.html"),
}

KINDS = {"p": "paragraph", "li": "list", **{f"h{level}": "heading" for level in range(1, 7)}}
OUTSIDE = ("table", "pre", "dl", "nav", "footer", "figure", "aside", "header")
CODE = ("code", "tt", "kbd", "samp", "pre", "img", "sup")
CODE_CLASSES = re.compile(r"noteref|switchinline|command|filename|literal|keycap|input|menuitem|widget|docutils|code")
NOT_PROSE = re.compile(r"[{}_@<>=$#|\\/\[\]*]|--|\.\w{2,4}\b|\w\(\)|https?:|\+\+")
FOREIGN = re.compile(r"\b(?:the|of|and|is|to|with|for|by|this|are|you)\b", re.IGNORECASE)
INNER = re.compile(r" (?=[:;?!»%])|(?<=«) ")
SECTION = re.compile(r"^(?:Chapitre\s+)?[0-9A-Z]{1,2}(?:\.[0-9]+)*\.\s+")
SHORTEST, LONGEST = 15, 160
"""words of a paragraph"""
LONGEST_HEADING, LONGEST_ITEM = 9, 40


def names(held_out: bool) -> tuple[str, ...]:
    """Return the names of the texts of one side."""
    return tuple(name for name, source in SOURCES.items() if source.held_out == held_out)


def missing() -> tuple[str, ...]:
    """Return the names of the texts that are not here."""
    return tuple(name for name, source in SOURCES.items() if not source.files)


def sample(name: str, words: int, seed: int) -> tuple[Block, ...]:
    """Return about so many words of a text: whole sections in an order that the seed decides."""
    sections, found, length = list(_sections(name)), list[Block](), 0
    random.Random(seed).shuffle(sections)
    for section in sections:
        if length >= words:
            break
        found += section
        length += sum(len(block.text.split()) for block in section)
    return tuple(found)


@cache
def _sections(name: str) -> tuple[tuple[Block, ...], ...]:
    """Return what stands under each heading, with it; every text only once."""
    sections, seen = list[tuple[Block, ...]](), set[str]()
    for file in SOURCES[name].files:
        for section in _by_heading(_blocks(_body(file))):
            own = tuple(block for block in section if block.text not in seen)
            seen |= {block.text for block in own}
            if any(block.kind == "paragraph" for block in own):
                sections.append(own)
    return tuple(sections)


def _body(file: Path) -> Tag:
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        return read_markdown(text, file.name, "fr").body
    parsed = BeautifulSoup(text, "html.parser")
    return parsed.body or parsed


def _by_heading(blocks: Iterable[Block]) -> Iterator[Sequence[Block]]:
    section = list[Block]()
    for block in blocks:
        if block.kind == "heading":
            yield section
            section = []
        section.append(block)
    yield section


def _blocks(body: Tag) -> Iterator[Block]:
    """Give the prose of a page in its order, items of one list together."""
    for tag in body.find_all(["p", "ul", "ol", *(f"h{level}" for level in range(1, 7))]):
        if tag.find_parent([*OUTSIDE, "li"]) is not None:
            continue
        if tag.name in ("ul", "ol"):
            items = [_text(item) for item in tag.find_all("li", recursive=False)]
            if len(items) > 1 and all(_is_prose(item, text, (2, LONGEST_ITEM)) for item, text in _paired(tag, items)):
                yield Block("list", "\n".join(items))
            continue
        text = SECTION.sub("", _text(tag).removesuffix("¶").strip())
        limits = (SHORTEST, LONGEST) if tag.name == "p" else (2, LONGEST_HEADING)
        if _is_prose(tag, text, limits) and (tag.name != "p" or text.endswith((".", "!", "?"))):
            yield Block(KINDS[tag.name], text, 0 if tag.name == "p" else 3)


def _paired(tag: Tag, items: Sequence[str]) -> Iterator[tuple[Tag, str]]:
    yield from zip(tag.find_all("li", recursive=False), items, strict=True)


def _text(tag: Tag) -> str:
    """Return the text of an element with straight apostrophes, and with no-break spaces where French wants a space."""
    text = " ".join(tag.get_text().split()).replace("’", "'")
    return INNER.sub("\N{NO-BREAK SPACE}", text)


def _is_prose(tag: Tag, text: str, limits: tuple[int, int]) -> bool:
    if tag.find(CODE) is not None or tag.find(class_=CODE_CLASSES) is not None:
        return False
    if NOT_PROSE.search(text) or FOREIGN.search(text):
        return False
    return limits[0] <= len(text.split()) <= limits[1]
