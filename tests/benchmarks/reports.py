"""A long French report in chapters, with all that a PDF is made of; the same seed gives the same bytes.

Text, headings, nested lists, definition lists, tables with spans and over several pages, drawings and pictures, pull
quotes, notes, links from chapter to chapter, a second language, abbreviations. A chapter comes to nearly five pages.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.benchmarks import prose

CHAPTERS = 24
"""of a report of about 115 pages"""
LONG_TABLE = 6
"""every sixth chapter has one"""
LONG_TABLE_ROWS = 70
SECOND_SPANNING_TABLE = 0.4
"""share of the chapters that have one"""
NUMBERED = 3
"""every third chapter refers to pages, when a report does at all"""
LONG_WORD = 8
"""letters of a word that can be changed as many times before it is itself again"""
SECTIONS = 3
PICTURES = 5
"""of each kind, shared by all chapters"""
MARKDOWN = (
    (re.compile(r"<strong>(.*?)</strong>"), r"**\1**"),
    (re.compile(r"<em>(.*?)</em>"), r"*\1*"),
    (re.compile(r"<code>(.*?)</code>"), r"`\1`"),
)
CONFIGURATION = """\
title = "Rapport sur les services de la région"
subtitle = "Ce qui a été fait, ce qui reste à faire"
organisation = "Conseil des communes voisines"
description = "Un rapport de mesure, dont chaque phrase est tirée au sort."
date = 2026-03-01
name = "rapport"
source_language = "fr"
languages = []
"""
REFERENCES = 'a.xref::after { content: " (p. " target-counter(attr(href), page) ")"; }\n'


def report(chapters: int = CHAPTERS, *, numbered: bool = False) -> dict[str, bytes]:
    """Return the files of a publication, by path; `numbered` lets some chapters name the pages they refer to."""
    files = {"source/publication.toml": CONFIGURATION.encode()}
    files |= {f"source/images/{name}": data for name, data in _pictures().items()}
    files |= {
        f"source/{stem(number)}.md": Chapter(number, chapters).text().encode() for number in range(1, chapters + 1)
    }
    return files | ({"styles/print-references.css": REFERENCES.encode()} if numbered else {})


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder, and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def stem(number: int) -> str:
    """Return the name of a chapter, from 1."""
    return f"chapitre-{number:02}"


def reworded(text: str) -> str:
    """Return a chapter with another word in its first paragraph: its letters in turn, so that nothing moves far."""
    title, space, rest = text.partition("\n\n")
    words = rest.split(" ")
    place = next(place for place, word in enumerate(words) if place > 0 and word.isalpha() and len(word) > LONG_WORD)
    words[place] = words[place][1:] + words[place][0]
    return title + space + " ".join(words)


class Chapter:
    """One chapter, and what it draws from its own seed."""

    def __init__(self, number: int, chapters: int) -> None:
        self.number, self.chapters = number, chapters
        self.random = Random(f"chapter {number}")
        self.notes: list[str] = []

    def text(self) -> str:
        """Return the Markdown."""
        blocks = [f"# {self.label(30)} {{#c{self.number:02}}}", self.paragraph()]
        kinds = self.kinds()
        for section in range(1, SECTIONS + 1):
            blocks.append(f"## {self.label(34)} {{#c{self.number:02}-s{section}}}")
            for kind in kinds[section - 1 :: SECTIONS]:
                blocks += [self.paragraph(), kind()]
            blocks += [f"### {self.label(30)}", self.reference(), self.paragraph()]
        if self.number % LONG_TABLE == 0:
            blocks.append(self.long_table())
        notes = (f"[^{number}]: {text}" for number, text in enumerate(self.notes, 1))
        return "\n\n".join([*blocks, *notes]) + "\n"

    def kinds(self) -> list[Callable[[], str]]:
        """Return what a chapter has beside its running text, in an order of its own."""
        kinds = [self.nested_list, self.definitions, self.pipe_table, self.spanning_table, self.quote, self.english]
        kinds += [self.random.choice((self.drawing, self.picture))]
        kinds += [self.random.choice((self.ordered_list, self.figures))]
        if self.random.random() < SECOND_SPANNING_TABLE:
            kinds.append(self.spanning_table)
        self.random.shuffle(kinds)
        return kinds

    def sentences(self, characters: int) -> str:
        """Return prose in Markdown, with the notes it calls."""
        text = prose.message(self.random, characters)
        for notation, markdown in MARKDOWN:
            text = notation.sub(markdown, text)
        text = re.sub("<a>(.*?)</a>", lambda match: self.link(match[1]), text)
        return re.sub("<note/>", lambda _: self.note(), text)

    def plain(self, characters: int) -> str:
        """Return prose without marks."""
        return re.sub("<[^>]*>", "", prose.message(self.random, characters))

    def label(self, characters: int) -> str:
        """Return a few words, the first with a capital."""
        text = self.plain(max(8, min(characters, prose.LABEL - 1)))
        return text.rstrip(".?:!")

    def note(self) -> str:
        """Return the call of a new note."""
        self.notes.append(self.plain(self.random.randrange(60, 180)))
        return f"[^{len(self.notes)}]"

    def link(self, text: str) -> str:
        """Return a link to a section of any chapter, which may be this one."""
        other = self.random.randrange(1, self.chapters + 1)
        attributes = "{.xref}" if self.number % NUMBERED == 0 else ""
        return f"[{text}]({stem(other)}.md#c{other:02}-s{self.random.randrange(1, SECTIONS + 1)}){attributes}"

    def paragraph(self) -> str:
        """Return a paragraph of two to four lines."""
        return self.sentences(self.random.randrange(130, 300))

    def reference(self) -> str:
        """Return a paragraph with a note, an abbreviation and a link to another chapter."""
        words = [self.label(24).split(" ")[0].capitalize() for _ in range(3)]
        short = "".join(word[0] for word in words)
        abbreviation = f'<abbr title="{" ".join(words)}">{short}</abbr>'
        text = self.plain(90).rstrip(".?:!")
        return f"{text}, selon le {abbreviation}{self.note()} : voir {self.link(self.label(24).lower())}."

    def nested_list(self) -> str:
        """Return a list in a list in a list."""
        lines = []
        for _ in range(2):
            lines.append(f"- {self.sentences(80)}")
            lines += [f"  - {self.sentences(60)}" for _ in range(2)]
            lines += [f"    - {self.label(28)}" for _ in range(2)]
        return "\n".join(lines)

    def ordered_list(self) -> str:
        """Return numbered items, one of them with a second paragraph."""
        items = [f"{number}. {self.sentences(90)}" for number in range(1, 5)]
        items[2] += f"\n\n   {self.sentences(140)}\n"
        return "\n".join(items)

    def definitions(self) -> str:
        """Return terms and what they mean."""
        return "\n\n".join(f"{self.label(20)}\n:   {self.sentences(90)}" for _ in range(4))

    def pipe_table(self) -> str:
        """Return a table whose rows have heads."""
        rows = [
            f"| **{self.label(18)}** | {self.label(20)} | {self.random.randrange(2, 9999)} |"
            for _ in range(self.random.randrange(4, 8))
        ]
        return "\n".join([*self.head(), *rows, "", f": {self.label(29)}"])

    def long_table(self) -> str:
        """Return a table of several pages."""
        rows = [
            f"| {self.label(22)} | {self.label(26)} | {self.random.randrange(2, 9999)} |"
            for _ in range(LONG_TABLE_ROWS)
        ]
        return "\n".join([*self.head(), *rows, "", f": {self.label(29)}"])

    def head(self) -> tuple[str, str]:
        """Return the first lines of a table with three columns."""
        return f"| {self.label(14)} | {self.label(16)} | {self.label(10)} |", "|---|---|--:|"

    def spanning_table(self) -> str:
        """Return a table with heads over two columns, and beside two rows."""
        years = self.random.sample(range(1990, 2027), 2)
        upper = "".join(f'<th scope="colgroup" colspan="2">{year}</th>' for year in years)
        lower = "".join(f'<th scope="col">{self.label(10)}</th>' for _ in range(4))
        rows = []
        for _ in range(2):
            for row in range(2):
                group = f'<th scope="rowgroup" rowspan="2">{self.label(16)}</th>' if row == 0 else ""
                cells = "".join(f"<td>{self.random.randrange(10, 9999)}</td>" for _ in range(4))
                rows.append(f'<tr>{group}<th scope="row">{self.label(12)}</th>{cells}</tr>')
        return (
            f"<table>\n<caption>{self.label(29)}</caption>\n<thead>\n"
            f'<tr><td colspan="2" rowspan="2"></td>{upper}</tr>\n<tr>{lower}</tr>\n</thead>\n'
            f"<tbody>\n{chr(10).join(rows)}\n</tbody>\n</table>"
        )

    def drawing(self) -> str:
        """Return a figure with a drawing."""
        return self.figure(f"trace-{self.random.randrange(PICTURES)}.svg")

    def picture(self) -> str:
        """Return a figure with a picture of pixels."""
        return self.figure(f"vue-{self.random.randrange(PICTURES)}.png")

    def figure(self, name: str) -> str:
        """Return a picture with an alternative and a caption."""
        return (
            f'<figure>\n<img src="images/{name}" width="200" height="100" alt="{self.label(28)}">\n'
            f"<figcaption>{self.label(29)}</figcaption>\n</figure>"
        )

    def quote(self) -> str:
        """Return a pull quote with its author."""
        return f"::: quote\n{self.plain(130)}\n\n— {self.label(20)}\n:::"

    def figures(self) -> str:
        """Return key figures."""
        rows = (f"{self.random.randrange(2, 9999)}\n:   {self.label(26)}" for _ in range(4))
        return "::: figures\n" + "\n\n".join(rows) + "\n:::"

    def english(self) -> str:
        """Return a paragraph in which another language is spoken."""
        said = prose.translated(self.plain(70))
        return f"{self.plain(120)} [{said}]{{lang=en}} {self.plain(60)}"


def _pictures() -> dict[str, bytes]:
    drawings = {f"trace-{number}.svg": _drawing(Random(f"drawing {number}")) for number in range(PICTURES)}
    return drawings | {f"vue-{number}.png": _picture(Random(f"picture {number}")) for number in range(PICTURES)}


def _drawing(random: Random) -> bytes:
    """Return bars and a line as SVG."""
    heights = [random.randrange(10, 110) for _ in range(12)]
    bars = "".join(
        f'<rect x="{20 * place + 2}" y="{120 - height}" width="16" height="{height}" fill="#2a6f97"/>'
        for place, height in enumerate(heights)
    )
    line = " ".join(f"{20 * place + 10},{110 - height // 2}" for place, height in enumerate(heights))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120" width="240" height="120">'
        f'{bars}<polyline points="{line}" fill="none" stroke="#9b2226" stroke-width="2"/></svg>\n'
    ).encode()


def _picture(random: Random) -> bytes:
    """Return a picture of 120 by 60 pixels as PNG, smooth with a little noise, as a photograph is."""
    width, height, base = 120, 60, [random.randrange(40, 200) for _ in range(3)]
    rows = (
        b"\0" + bytes(min(255, value + (x + y) // 8 + random.randrange(6)) for x in range(width) for value in base)
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
