"""The review of an import as a page: what to decide, what was corrected, and the table that decisions make."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from publisher.model.review import ACCEPT, AUTO, KEEP, Kind, Row
from publisher.model.texts import Texts
from publisher.reports.environment import render

REVIEW = ".review.tsv"
LANGUAGE = "fr"
"""of what is imported"""
KINDS = {
    Kind.WORD: ("Words", "The file seems to have a wrong letter, accent, apostrophe or sign here."),
    Kind.SPLIT: ("Words to separate", "Words seem to be written as one here."),
    Kind.JOIN: ("Words to join", "A word seems to be cut here: by a space, or by the end of a line."),
    Kind.DROP: ("Text to leave out", "This seems to be no text: what was read from a picture, or a running head."),
    Kind.ORDER: ("Order of lines", "The lines seem to stand in another order than they are read in."),
    Kind.HEADING: ("Headings", "This seems to be a heading, or no heading, or one of another level."),
}
"""title of the rows of a kind, and what they are about"""
SIGNS = {
    " ": ("␣", "space"),
    "\t": ("⇥", "tab"),
    "\n": ("↵", "line end"),
    "\r": ("␍", "carriage return"),
    "\f": ("␌", "page break"),
    "\u00a0": ("⍽", "no-break space"),
    "\u00ad": ("¬", "soft hyphen"),
    "\u202f": ("⍽", "narrow no-break space"),
}
"""what stands for characters that nobody sees, and their names"""
WORDS = (KINDS, {sign: name for sign, (_, name) in SIGNS.items()})
COMMENTS = {
    "Words": "Title of a list of words that a scanner read wrongly",
    "Words to separate": "Title of a list",
    "Words to join": "Title of a list",
    "Text to leave out": "Title of a list",
    "Order of lines": "Title of a list",
    "Headings": "Title of a list of texts that may be headings",
    **{name: "Said in the place of a character that cannot be seen" for _, name in SIGNS.values()},
}
"""what translators are told of texts in `WORDS`"""
SPACES = re.compile(r"\A +| +\Z| {2,}")
"""spaces that nobody sees"""
NEUTRAL = str.maketrans("\u00a0\u202f", "  ")
HEADING = re.compile(r"(#{1,6}) +(\S.*)")
TOGETHER = re.compile(r"(.*) \(([0-9]+) times: lines ([0-9]+(?:, (?:[0-9]+|…))*)\)", re.DOTALL)
"""a reason, and the places that are decided together"""
WORDS_OF_DECISIONS = ("", ACCEPT, KEEP, AUTO)
LONG = 160
MOST_BREAKS = 1
"""more characters, or line ends, and a text gets a box of its own"""
MOST_SHOWN = 2000
"""of one kind: what a browser shows in a second or two"""
MANY = 500
"""more rows, and a browser lays out only what is in sight"""
MOST_CHARACTERS = 10_000
"""of one text that are shown"""
ANOTHER = -1
"""the choice of a text that is not proposed"""


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands for a character that nobody sees."""

    text: str
    name: str
    """"" where `text` can be read out"""
    count: int = 1
    """of equal characters; line ends are never put together"""
    ends_line: bool = False


Pieces = tuple[str | Sign, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text that could stand in the place."""

    pieces: Pieces
    level: int
    """of a heading, 0 for what is none"""
    decision: str
    """what the table says when it is chosen"""


@dataclass(frozen=True, slots=True)
class Item:
    """A row as the template shows it."""

    number: int
    """of the row in the table, from 1"""
    row: Row
    left: Pieces
    right: Pieces
    original: Pieces
    proposals: tuple[Proposed, ...]
    chosen: int | None
    """0: as the file has it; from 1: a proposal; `ANOTHER`; None: undecided"""
    is_long: bool
    has_breaks: bool
    """whether a text of it has more than one line"""
    percent: int | None
    why: str
    is_english: bool
    """whether nobody translated `why`"""
    together: tuple[str, str] | None
    """number and lines of the places that are decided with it"""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind that are to be decided, or that were corrected."""

    id: str
    title: str
    text: str
    count: int
    items: tuple[Item, ...]
    """as many as are shown"""


def html(rows: Sequence[Row], table: str, name: str, source: str, texts: Texts) -> str:
    """Return the page of a review: `build/review/<name>.html`.

    `table` is the file `<name>.review.tsv` with these rows, and only these, in this order: the page makes the decided
    one from it, field by field. `source` is the path of the file that was imported.
    """
    items = [_item(number, row, texts) for number, row in enumerate(rows, start=1)]
    return render(
        "import_review.html",
        texts,
        stem=name,
        source=source,
        rows=len(rows),
        many=MANY,
        decide=_groups("decide", (item for item in items if item.row.decision != AUTO)),
        corrected=_groups("corrected", (item for item in items if item.row.decision == AUTO)),
        file=name + REVIEW,
        command=f"publisher import --apply {shlex.quote(name + REVIEW)}",
        data=_data(items, table, name),
        spoken=LANGUAGE,
        another=ANOTHER,
        style=Markup(_file("report.css") + _file("import_review.css")),
        script=Markup(_file("import_review.js")),
        nonce=_hash(f"{name}\0{source}\0{table}"),
    )


def _data(items: Iterable[Item], table: str, name: str) -> Markup:
    """Return what the script needs, as ASCII JSON: the table, what each choice writes into it, where they are kept."""
    choices = [[KEEP, *(proposed.decision for proposed in item.proposals)] for item in items]
    data = {"key": f"publisher-review {name} {_hash(table)}", "file": name + REVIEW, "table": table, "choices": choices}
    return htmlsafe_json_dumps(data)


def _groups(part: str, items: Iterable[Item]) -> list[Group]:
    """Return the items of a part of the page by kind, as far as they are shown; none is empty."""
    listed = list(items)
    found = ((kind, [item for item in listed if item.row.kind is kind]) for kind in Kind)
    return [Group(f"{part}-{kind}", *KINDS[kind], len(rows), _shown(rows)) for kind, rows in found if rows]


def _shown(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return as many items as are shown, undecided ones before others, in their order."""
    if len(items) <= MOST_SHOWN:
        return tuple(items)
    wanted = sorted(items, key=lambda item: item.chosen is not None)[:MOST_SHOWN]
    return tuple(sorted(wanted, key=lambda item: item.number))


def _item(number: int, row: Row, texts: Texts) -> Item:
    shown = (row.original, *row.proposals)
    together = TOGETHER.fullmatch(row.why)
    why = together[1] if together else row.why
    return Item(
        number=number,
        row=row,
        left=_around(row.left),
        right=_around(row.right),
        original=pieces(row.original),
        proposals=tuple(_proposals(row)),
        chosen=_chosen(row),
        is_long=row.kind is Kind.ORDER or any(len(text) > LONG or text.count("\n") > MOST_BREAKS for text in shown),
        has_breaks=any("\n" in text or "\r" in text for text in (*shown, row.decision)),
        percent=None if row.score is None else int(round(row.score * 100, 6)),
        why=texts(why),
        is_english=not texts.knows(why),
        together=(together[2], together[3]) if together else None,
    )


def _proposals(row: Row) -> Iterator[Proposed]:
    for place, text in enumerate(row.proposals):
        found = HEADING.fullmatch(text) if row.kind is Kind.HEADING else None
        first = AUTO if row.decision == AUTO else ACCEPT
        yield Proposed(
            pieces(found[2] if found else text), len(found[1]) if found else 0, literal(text) if place else first
        )


def _chosen(row: Row) -> int | None:
    """Return which choice a decision is."""
    first = 1 if row.proposals else None
    words = {"": None, AUTO: first, ACCEPT: first or 0, KEEP: 0}
    if row.decision in words:
        return words[row.decision]
    proposed = (place for place, text in enumerate(row.proposals, 1) if row.decision in (text, literal(text)))
    return 0 if row.decision == row.original else next(proposed, ANOTHER)


def literal(text: str) -> str:
    """Return the decision that puts a text in its place, also one that is a word of the table, or empty.

    A space before it tells it from that word; space at the ends of a decision is not taken over.
    """
    return f" {text}" if text in WORDS_OF_DECISIONS else text


def _around(text: str) -> Pieces:
    """Return the pieces of what stands around a place: how much space there is does not matter."""
    return tuple(
        " " if isinstance(piece, Sign) and piece.name == "space" else piece for piece in pieces(text.translate(NEUTRAL))
    )


def pieces(text: str) -> Pieces:
    """Return a text with a sign in the place of characters that nobody sees.

    >>> pieces("a  b")
    ('a', Sign(text='␣␣', name='space', count=2, ends_line=False), 'b')
    """
    text = f"{text[:MOST_CHARACTERS]}…" if len(text) > MOST_CHARACTERS else text
    unseen = {place for spaces in SPACES.finditer(text) for place in range(*spaces.span())}
    hidden = ("" if one.isprintable() and place not in unseen else one for place, one in enumerate(text))
    found: list[str | Sign] = []
    for character, group in groupby(zip(hidden, text, strict=True), itemgetter(0)):
        run = "".join(one for _, one in group)
        found += _signs(character, len(run)) if character else [run]
    return tuple(found)


def _signs(character: str, count: int) -> list[Sign]:
    """Return what stands for some of the same character."""
    sign, name = SIGNS.get(character, (f"U+{ord(character):04X} ", ""))
    if character == "\n":
        return [Sign(sign, name, ends_line=True)] * count
    return [Sign(sign * count, name, count)]


def _hash(text: str) -> str:
    """Return the hash of a text; no text can hold its own."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _file(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text("utf-8")
