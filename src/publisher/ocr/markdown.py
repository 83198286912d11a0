"""Elements -> the project's Markdown, in which every character of their texts comes out as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from publisher.ocr.values import Element, Part, Role

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
NUMBERED = re.compile(r"([0-9]{1,9})([.)]) (?=\S)")
ATTRIBUTION = re.compile(r"\s*[—–]")
SEPARATOR = re.compile(r" [-–—] ")
"""between two names that a decision told apart in one item"""

BULLETS, STOPS = ("-", "*"), (".", ")")
"""marks of lists; two lists that follow each other take different ones, or Markdown would make them one"""


def to_markdown(elements: Iterable[Element], title: str) -> str:
    """Return a document with `title` as its heading and a block for each element.

    Every text stands on one line, because a break in it would put words where Markdown looks for lists and headings.
    Rendered in the dialect of the project, the texts are exactly those given here; marks of lists, quotations and
    containers are the only ones that mean something. What a decision left empty, and what is left of pictures, is left
    out.
    """
    blocks, mark = [f"# {_heading(title)}"], ""
    for element in elements:
        parts = tuple(part for part in element.parts if part.text.text)
        if not parts or element.role is Role.GARBAGE:
            continue
        if element.role in LISTS:
            texts = LISTS[element.role](parts)
            block, mark = _list(texts, mark)
        else:
            block, mark = WRITERS[element.role](element, parts), ""
        blocks.append(block)
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


def _paragraph(element: Element, parts: Sequence[Part]) -> str:
    return "\n\n".join(_block(part.text.text) for part in parts)


def _marked(element: Element, parts: Sequence[Part]) -> str:
    return f"{'#' * element.level} {_heading(' '.join(part.text.text for part in parts))}"


def _quote(element: Element, parts: Sequence[Part]) -> str:
    """Return a pull quote, its author after a dash; a text that begins with one would be taken for the author."""
    texts = [part.text.text for part in parts if part.label not in ("author", "function")]
    by = [part.text.text for part in parts if part.label in ("author", "function")]
    if not texts or (not by and ATTRIBUTION.match(texts[-1])):
        return "\n>\n".join(f"> {_block(text)}" for text in (*texts, *by))
    paragraphs = [_block(text) for text in texts]
    if by:
        paragraphs.append(f"— {escape(', '.join(by))}")
    return _container("quote", "\n\n".join(paragraphs))


def _definitions(name: str) -> Callable[[Element, Sequence[Part]], str]:
    """Return the writer of a container with a definition list; what lost its term or its text is a paragraph."""

    def write(element: Element, parts: Sequence[Part]) -> str:
        pairs = zip(element.parts[::2], (*element.parts[1::2], None), strict=False)
        texts = ((first.text.text, second.text.text if second else "") for first, second in pairs)
        return _container(name, "\n\n".join(_definition(term, text) for term, text in texts if term or text))

    return write


def _definition(term: str, text: str) -> str:
    return f"{_block(term)}\n:   {_block(text)}" if term and text else _block(term or text)


def _container(name: str, content: str) -> str:
    return f"::: {name}\n{content}\n:::"


def _table(element: Element, parts: Sequence[Part]) -> str:
    """Return a table whose first row is its head; rows are filled up with empty cells."""
    width = max(1, element.columns)
    cells = [escape(part.text.text).replace("|", "\\|") for part in element.parts]
    cells += [""] * (-len(cells) % width)
    rows = [f"| {' | '.join(cells[at : at + width])} |" for at in range(0, len(cells), width)]
    return "\n".join((rows[0], "|" + "---|" * width, *rows[1:]))


def _items(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.text.text for part in parts)


def _names(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the names of a list of places, those that stand in one item between separators by themselves."""
    return tuple(name for part in parts for name in _apart(part.text.text))


def _apart(text: str) -> Iterator[str]:
    names = [name.strip() for name in SEPARATOR.split(text)]
    yield from (name for name in names if name)


def _list(texts: Sequence[str], before: str) -> tuple[str, str]:
    """Return a list that does not go on the one with the mark `before` it, and its mark."""
    numbers = [NUMBERED.match(text) for text in texts]
    found = [number for number in numbers if number]
    if len(found) == len(texts) and all(int(found[0][1]) + at == int(number[1]) for at, number in enumerate(found)):
        stop = next(mark for mark in (found[0][2], *STOPS) if mark != before)
        lines = (f"{n[1]}{stop} {_block(text[n.end() :])}" for n, text in zip(found, texts, strict=True))
        return "\n".join(lines), stop
    bullet = next(mark for mark in BULLETS if mark != before)
    return "\n".join(f"{bullet} {_block(text)}" for text in texts), bullet


LISTS: dict[Role, Callable[[Sequence[Part]], tuple[str, ...]]] = {Role.LIST: _items, Role.PLACES: _names}
WRITERS: dict[Role, Callable[[Element, Sequence[Part]], str]] = {
    Role.PARAGRAPH: _paragraph,
    Role.HEADING: _marked,
    Role.QUOTE: _quote,
    Role.SHEET: _definitions("sheet"),
    Role.FIGURES: _definitions("figures"),
    Role.TABLE: _table,
}
