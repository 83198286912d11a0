"""Paragraphs -> CommonMark in which every character of the text comes out as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from publisher.ocr.values import Paragraph

UNTITLED = "Document"

ALWAYS_SPECIAL = "*`[{"

# Each alternative begins with the character itself, which lets `re` skip the rest of the text fast.
SPECIAL_IN_PLACES = re.compile(
    r"""
      _(?:(?![^\W_])|(?<![^\W_]_))               # not inside a word, where it is text anyway
    | \\(?=[!-/:-@\[-`{-~]|\Z)
    | <(?=[A-Za-z/!?])
    | &(?=\#?[0-9A-Za-z]{1,32};)
    | ~(?:(?=~)|(?<=~~))
    """,
    re.VERBOSE,
)

BLOCK_START = re.compile(
    r"""
      (?P<number>[0-9]{1,9})[.)](?=[ ]|\Z)       # ordered list
    | \#(?=\#{0,5}(?:[ ]|\Z))                    # heading
    | [-+](?![^\W_])                             # list, rule, underline of a heading
    | =(?==*\Z)                                  # underline of a heading
    | [>:~|]                                     # quotation, definition or container, fence, row of a table
    """,
    re.VERBOSE,
)

CLOSING_MARKS = re.compile(r"#+\Z")


def to_markdown(paragraphs: Iterable[Paragraph], title: str) -> str:
    """Return a document with `title` as its heading and one line for each paragraph.

    One line, because a break in the text would put words where Markdown looks for lists and headings. Rendered in
    the dialect of the project, the heading and the paragraphs have exactly the texts given here. A paragraph that a
    decision left empty is left out.
    """
    blocks = [f"# {_heading(title)}"]
    blocks += (_block(paragraph.text) for paragraph in paragraphs if paragraph.text)
    return "\n\n".join(blocks) + "\n"


def title_of(file: str) -> str:
    """Return the title for a file: its stem with spaces for hyphens and underscores, first letter a capital."""
    stem = PurePosixPath(file).name
    for suffix in (PurePosixPath(stem).suffix, ".ocr"):
        stem = stem.removesuffix(suffix) or stem
    printable = "".join(character if character.isprintable() else " " for character in stem)
    title = " ".join(re.sub(r"[-_]", " ", printable).split()) or UNTITLED
    return title[0].upper() + title[1:]


def escape(text: str) -> str:
    """Return one line of text with a backslash before what Markdown would not read as text inside a line."""
    escaped = SPECIAL_IN_PLACES.sub(r"\\\g<0>", text)
    for character in ALWAYS_SPECIAL:
        escaped = escaped.replace(character, f"\\{character}")
    return escaped


def _block(text: str) -> str:
    """Return the text of a paragraph as a line that begins no other block."""
    start = BLOCK_START.match(text)
    if start is None:
        return escape(text)
    before = start["number"] or ""
    return f"{before}\\{text[len(before)]}{escape(text[len(before) + 1 :])}"


def _heading(text: str) -> str:
    """Return the text of a heading; `#` at its end would be taken for its closing.

    Attributes at the end of a heading are read before backslashes are, so a brace is written as a character reference.
    """
    one_line = escape(" ".join(text.split())).replace("\\{", "&#123;")
    return CLOSING_MARKS.sub(lambda marks: "\\#" * len(marks[0]), one_line)
