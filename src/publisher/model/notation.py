"""The notation in which translators see inline markup: tags without attributes, numbered when a name is repeated.

`<em>…</em>`, `<a1>…</a1> … <a2>…</a2>`, void `<br/>`, `<img/>`, `<note/>`. Only three characters references exist:
`&lt;`, `&gt;` and `&amp;`; a plain ampersand stays plain where it cannot be mistaken for one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional, category

from publisher.model.address import refusal
from publisher.model.message import Entry, Message

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+[0-9]*)[ ]?(?P<void>/?)>")
FOREIGN_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
REFERENCE = re.compile(r"&(lt|gt|amp);")
PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
PLANE_ENDS = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]")
UNSEEN = re.compile(f"{HIDDEN.pattern}|[\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f]|[{PLANE_ENDS}]")
"""what no translation brings with it: beside what is hidden, line separators, annotations, tag characters and the last
two codes of every plane, which are no characters"""
DIRECTIONS = re.compile("[\u061c\u200f\u2066-\u2069]")
RIGHT_TO_LEFT = "\u061c\u200f\u2067"
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
PILE = re.compile(r"[^\w\s]{31}")
"""more marks than the Stream-Safe Text Format lets stand on a letter (Unicode Standard Annex 15): layout reckons with
each of them"""
SHOWN = 40
"""characters of a tag that a finding quotes"""
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&"}


class Kind(StrEnum):
    """What a token of the notation is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    VOID = "void"


class Token(NamedTuple):
    """A stretch of text (characters, references resolved) or a tag (its name, number included)."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Markup:
    """What the tags of translations are held against."""

    tags: tuple[Token, ...]
    names: frozenset[str]
    spoken: frozenset[str]
    """see `spoken_tags`"""


class Defect(StrEnum):
    """How the tags of a translation can differ from those of its message; each is a rule `catalog/tag-…`."""

    LOST = "lost"
    UNKNOWN = "unknown"
    REPEATED = "repeated"
    NESTING = "nesting"
    EMPTY = "empty"


def escape(text: str) -> str:
    """Return plain text in the notation.

    >>> escape("R&D : a < b, &lt;")
    'R&D : a &lt; b, &amp;lt;'
    """
    return REFERENCE.sub(lambda match: "&amp;" + match.group()[1:], text).replace("<", "&lt;")


def unescape(text: str) -> str:
    """Return the characters a stretch of notation stands for; `unescape(escape(x)) == x`."""
    return REFERENCE.sub(lambda match: CHARACTERS[match.group(1)], text) if "&" in text else text


def tokens(text: str, vocabulary: frozenset[str] | None = None) -> Iterator[Token]:
    """Yield the tokens of `text`; a tag whose name is not in `vocabulary` (None: any) is text."""
    start = 0
    for match in TAG.finditer(text):
        if vocabulary is not None and match["name"] not in vocabulary:
            continue
        if match.start() > start:
            yield Token(Kind.TEXT, unescape(text[start : match.start()]))
        start = match.end()
        kind = Kind.CLOSE if match["end"] else Kind.VOID if match["void"] else Kind.OPEN
        yield Token(kind, match["name"])
    if start < len(text):
        yield Token(Kind.TEXT, unescape(text[start:]))


def vocabulary(msgid: str) -> frozenset[str]:
    """Return the names of the tags of a message."""
    return _markup(msgid).names if "<" in msgid else frozenset()


@lru_cache(maxsize=4096)
def _markup(msgid: str) -> Markup:
    """Return the markup of a message, remembered: it has translations in several languages."""
    stream = tuple(tokens(msgid))
    tags = tags_of(stream)
    return Markup(tags, frozenset(tag.value for tag in tags), spoken_tags(stream))


def tags_of(stream: Iterable[Token]) -> tuple[Token, ...]:
    """Return the tokens that are tags."""
    return tuple([token for token in stream if token.kind is not Kind.TEXT])


def plain(text: str) -> str:
    """Return the text without its tags, as a reader sees it; a line break is a new line."""
    if "<" not in text:
        return unescape(text)
    return "".join(
        token.value if token.kind is Kind.TEXT else "\n" if token.value.startswith("br") else ""
        for token in tokens(text)
    )


def tag_defects(msgid: str, msgstr: str) -> tuple[tuple[Defect, str], ...]:
    """Return how the tags of `msgstr` differ from those of `msgid`, as (defect, tag) pairs; empty when they agree."""
    if "<" not in msgid and "<" not in msgstr:
        return () if has_words(msgstr) or not has_words(msgid) else ((Defect.EMPTY, ""),)
    return _tag_defects(msgid, msgstr)


@lru_cache(maxsize=4096)
def _tag_defects(msgid: str, msgstr: str) -> tuple[tuple[Defect, str], ...]:
    """Compare the tags, remembered: the catalog's check asks first, then who reads its texts."""
    message = _markup(msgid)
    stream = tuple(tokens(msgstr, message.names))
    found = tags_of(stream)
    defects = [] if found == message.tags else _count_defects(message.tags, found)
    if msgstr.count("<") != len(found):  # each is the beginning of a tag
        unknown = (match.group() for match in FOREIGN_TAG.finditer(msgstr) if not known(match, message.names))
        defects += [(Defect.UNKNOWN, tag if len(tag) <= SHOWN else f"{tag[:SHOWN]}…") for tag in dict.fromkeys(unknown)]
    if not defects:
        # A tag in another parent would change the structure: a link inside a link, text lost inside protected text.
        moved = [] if found == message.tags else _moved(message.tags, found)
        if moved or not well_nested(found):
            defects.append((Defect.NESTING, moved[0] if moved else found[0].value))
        defects += [(Defect.EMPTY, name) for name in sorted(message.spoken - spoken_tags(stream))]
    return tuple(defects)


def _count_defects(wanted: Iterable[Token], found: Iterable[Token]) -> list[tuple[Defect, str]]:
    """Return the tags lost and repeated."""
    lost, repeated = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    return [
        *((Defect.LOST, name) for name in dict.fromkeys(tag.value for tag in lost)),
        *((Defect.REPEATED, name) for name in dict.fromkeys(tag.value for tag in repeated)),
    ]


def _moved(wanted: Iterable[Token], found: Iterable[Token]) -> list[str]:
    """Return the tags that stand in another tag than in the message."""
    there = parents(wanted)
    return [name for name, parent in parents(found).items() if there.get(name, parent) != parent]


def has_words(text: str) -> bool:
    """Whether a text has letters or digits."""
    return any(map(str.isalnum, text))


def spoken_tags(stream: Iterable[Token]) -> frozenset[str]:
    """Return the tags with letters or digits between their ends; an empty name stands for the whole text."""
    stack, spoken = [""], set()
    for token in stream:
        if token.kind is Kind.OPEN:
            stack.append(token.value)
        elif token.kind is Kind.CLOSE:
            stack = stack[:-1] or [""]
        elif token.kind is Kind.TEXT and has_words(token.value):
            spoken.update(stack)
    return frozenset(spoken)


def hidden_characters(msgid: str, msgstr: str) -> tuple[str, ...]:
    """Return the characters of a translation, as U+… codes, that may not be published.

    Control characters, noncharacters and what else is not seen; marks in piles; what changes the direction of what
    stands beside it (Unicode Standard Annex 9): embeddings, overrides, isolates without their end or their beginning,
    and marks from right to left in a text of which no letter is read so. Those of the source may stay.
    """
    found: list[str] = []
    if not msgstr.isprintable():
        found += [character for character in dict.fromkeys(UNSEEN.findall(msgstr)) if character not in msgid]
        found += _misdirecting(msgid, msgstr)
    if not msgstr.isascii() and PILE.search(msgstr):
        found += _piled(msgstr)
    return tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(found))


def _misdirecting(msgid: str, msgstr: str) -> list[str]:
    """Return isolates that are not balanced, and marks from right to left where nothing is."""
    opened: list[str] = []
    used = DIRECTIONS.findall(msgstr)
    for character in used:
        if character == END_OF_ISOLATE:
            if not opened:
                return [character]
            opened.pop()
        elif character in ISOLATES:
            opened.append(character)
    marks = [character for character in used if character in RIGHT_TO_LEFT and character not in msgid]
    if marks:
        letters = set(filter(str.isalpha, PLACEHOLDER.sub("", plain(msgstr))))
        opened += marks if letters and not any(bidirectional(letter) in ("R", "AL") for letter in letters) else []
    return opened


def _piled(text: str) -> list[str]:
    """Return the first mark of each pile."""
    piles = (match.group() for match in PILE.finditer(text))
    return [pile[0] for pile in piles if all(category(character).startswith("M") for character in pile)]


def parents(tags: Iterable[Token]) -> dict[str, str]:
    """Return the name of the tag around each tag, empty for the outermost."""
    stack: list[str] = [""]
    found: dict[str, str] = {}
    for tag in tags:
        if tag.kind is Kind.CLOSE:
            stack = stack[:-1] or [""]
        else:
            found[tag.value] = stack[-1]
            stack += [tag.value] if tag.kind is Kind.OPEN else []
    return found


def known(match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether something that looks like a tag is one of the message's own."""
    tag = TAG.fullmatch(match.group())
    return tag is not None and tag["name"] in names


def well_nested(tags: Iterable[Token]) -> bool:
    """Whether every tag closes inside the tag it was opened in."""
    stack: list[str] = []
    for tag in tags:
        if tag.kind is Kind.OPEN:
            stack.append(tag.value)
        elif tag.kind is Kind.CLOSE and (not stack or stack.pop() != tag.value):
            return False
    return not stack


def is_sound(entry: Entry, message: Message) -> bool:
    """Whether a translation may be published for a message of today's template.

    It has as many forms as the message, its tags and placeholders, words where the message has some, no hidden
    characters, and is a safe address where that is one. What the entry says of its message, flags included, came by
    e-mail and is not asked.
    """
    if bool(entry.plurals) != bool(message.msgid_plural):
        return False
    if "url" in message.flags and refusal(unescape(entry.msgstr)):
        return False
    wanted = placeholders(message.msgid)
    return all(
        not tag_defects(message.msgid, text)
        and not hidden_characters(message.msgid, text)
        and not (wanted and placeholders(text) != wanted)
        for text in entry.plurals or (entry.msgstr,)
    )


def placeholders(text: str) -> Counter[str]:
    """Return the `{name}` placeholders of a text with their number."""
    return Counter(PLACEHOLDER.findall(text))
