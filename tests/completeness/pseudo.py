"""A translator who forgets nothing: each letter becomes a look-alike, and what is left of the French is counted.

The look-alikes are letters of other languages with a dot below or above: one code point each, so that NFC leaves them
alone, and none of French. Tags, placeholders and addresses are kept; protected text is not: that is the program's duty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

ALPHABET = dict(zip("abcdefghijklmnopqrstuvwxyz", "ạḅċḍẹḟġḥịɉḳḷṃṇọṗɋṛṣṭụṿẉẋỵẓ", strict=True))
ALPHABET |= {letter.upper(): twin.upper() for letter, twin in ALPHABET.items()}
OTHER = "ẕ"
"""stands for a letter that is not Latin"""
TRANSLATED = frozenset([*ALPHABET.values(), OTHER, OTHER.upper()])
START, END = "‹", "›"
LOCALISED = "/pseudo"
"""ends the address of a link that may be localised"""
PADDING = 0.3
"""share by which a translation is longer than its message"""

CODE = frozenset("code kbd samp tt var".split())
TOKEN = re.compile(
    r"</?[a-z]+\d*/?>|&(?:lt|gt|amp);|\{[a-z][a-z0-9_]*\}"
    r"|(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?)»]|(?:mailto:|tel:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:mailto|tel):[^\s<>]+"
)
ADDRESS = re.compile(r"(?:https?|ftp)://\S+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

SPOKEN = frozenset(
    "alt title placeholder label abbr aria-label aria-description aria-roledescription aria-valuetext aria-placeholder"
    " aria-braillelabel aria-brailleroledescription".split()
)
"""attributes that a reader sees or hears"""
BUTTONS = frozenset({"submit", "button", "reset"})
UNSPOKEN_VALUES = frozenset({"checkbox", "radio", "hidden", "number", "range", "color", "date", "time", "month", "week",
                             "datetime-local", "file", "image", "password", "email", "url", "tel"})  # fmt: skip
METADATA = frozenset({"description", "keywords", "author", "og:title", "og:description", "dc.title", "dcterms.title"})
HIDDEN = frozenset({"script", "style", "template", "noscript"})
IDENTIFIERS = frozenset({"mi", "mo", "mn", "annotation", "annotation-xml"})
"""mathematics is the same in every language, but for `mtext`"""


KEPT_ATTRIBUTES = ("id", "href", "src", "class", "for", "headers", "lang", "translate", "role")


@dataclass(frozen=True, slots=True)
class Gap:
    """Letters that no message offered to a translator."""

    path: str
    """names of the elements around, then `@attribute` where it is one"""
    text: str
    letters: int


@dataclass(frozen=True, slots=True)
class Count:
    """The visible letters of a text, and those that are still French."""

    letters: int
    gaps: tuple[Gap, ...]

    @property
    def untouched(self) -> int:
        """Number of letters in the gaps."""
        return sum(gap.letters for gap in self.gaps)

    @property
    def share(self) -> float:
        """Untouched letters of all, from 0 to 1."""
        return self.untouched / self.letters if self.letters else 0.0


def pseudo(msgid: str, limit: int | None = None) -> str:
    """Return the translation of a message: marked at both ends and a third longer, within `limit` characters if any.

    >>> pseudo("Un <em>été</em> à {lieu}")
    '‹Ụṇ <em>ẹṭẹ</em> ạ {lieu} ẹ›'
    """
    if ADDRESS.fullmatch(msgid):
        return msgid + LOCALISED
    start, parts = 0, []
    for kept in TOKEN.finditer(msgid):
        parts += [_letters(msgid[start : kept.start()]), kept.group()]
        start = kept.end()
    text = "".join([*parts, _letters(msgid[start:])])
    shown = len(TOKEN.sub("", msgid))
    padding = " " + "ẹ" * max(1, int(shown * PADDING) - 1)
    full = f"{START}{text}{padding}{END}"
    return full if limit is None or len(full) <= limit else text


def _letters(text: str) -> str:
    """Return text in look-alikes; of a letter with accents only the letter."""
    return "".join(map(_twin, text))


def _twin(character: str) -> str:
    if character in ALPHABET or not unicodedata.category(character).startswith(("L", "M")):
        return ALPHABET.get(character, character)
    plain = unicodedata.normalize("NFKD", {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}.get(character, character))
    if not any(unicodedata.category(part).startswith("L") for part in plain):
        return ""  # an accent on its own
    return "".join(ALPHABET.get(part, OTHER) for part in plain if unicodedata.category(part).startswith("L"))


def french_letters(text: str) -> int:
    """Return the number of letters that no translator touched, addresses apart."""
    return sum(character.isalpha() and character not in TRANSLATED for character in ADDRESS.sub(" ", text))


def count_page(html: str, furniture: frozenset[str] = frozenset()) -> Count:
    """Count what a page says, in text, attributes and head; `furniture` is what the program itself says there."""
    return _count(visible(BeautifulSoup(html, "html.parser")), furniture)


def _count(texts: Iterator[tuple[str, str]], furniture: frozenset[str]) -> Count:
    letters, gaps = 0, []
    for path, text in texts:
        shown = " ".join(text.split())
        if re.sub(r" \(\d+\)$", "", shown) in furniture:
            continue
        letters += sum(map(str.isalpha, ADDRESS.sub(" ", shown)))
        if french := french_letters(shown):
            gaps.append(Gap(path, shown, french))
    return Count(letters, tuple(gaps))


def visible(tree: Tag) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of all a reader may see or hear in a tree, protected text left out."""
    for node in tree.descendants:
        if isinstance(node, Tag):
            if not is_protected(node.parent) and node.get("translate") != "no":  # code may have a name to translate
                yield from ((f"{path_of(node)}@{name}", value) for name, value in spoken(node))
        elif is_text(node) and not is_protected(node.parent):
            yield path_of(node.parent), str(node)


def is_text(node: PageElement) -> bool:
    """Whether a node is text that shows: no comment, no blank."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and bool(node.strip())


def spoken(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield (attribute, text) of what is read aloud or shown of an element."""
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        kind = str(tag.get("type", "text")).lower()
        if (
            name in SPOKEN
            or (name == "value" and tag.name == "input" and kind not in UNSPOKEN_VALUES)
            or (name == "value" and tag.name == "option" and not tag.get_text().strip() and not tag.get("label"))
            or (name == "content" and str(tag.get("name", tag.get("property", ""))).lower() in METADATA)
        ):
            yield name, text


def is_protected(tag: Tag | None) -> bool:
    """Whether the text of an element is to stay: code, mathematics, what the author protects (HTML `translate`)."""
    for element in [tag, *tag.parents] if tag is not None else []:
        translate = element.get("translate")
        if element.name in HIDDEN or translate == "no":
            return True
        if translate == "yes" or element.name == "mtext":
            return False
        if element.name in CODE | IDENTIFIERS:
            return True
    return False


def protected_texts(tree: Tag) -> list[str]:
    """Return the texts of a tree that a translator must leave alone, one for each outermost element."""
    return [
        " ".join(str(node).split())
        for node in tree.descendants
        if is_text(node) and is_protected(node.parent) and not any(up.name in HIDDEN for up in node.parents)
    ]


def path_of(tag: Tag | None) -> str:
    """Return the names of the elements from the body to one."""
    names = [element.name for element in [tag, *tag.parents] if element.name != "[document]"] if tag is not None else []
    return " > ".join(name for name in reversed(names) if name not in ("html", "body")) or "body"


def count_print(text: str, allowed: frozenset[str]) -> Count:
    """Count what the text layer of a PDF says, by words; `allowed` are the words of protected text and of labels."""
    words = [word for word in re.findall(r"[^\W\d_]+", ADDRESS.sub(" ", text)) if word not in allowed]
    gaps = tuple(Gap("pdf", word, french) for word in words if (french := french_letters(word)))
    return Count(sum(map(len, words)), gaps)


def words_of(texts: Iterator[str] | list[str] | Mapping[str, str]) -> frozenset[str]:
    """Return the words of some texts, as `count_print` sees them."""
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text))


def skeleton(node: PageElement) -> tuple[object, ...]:
    """Return the shape of a tree: names, ids, addresses and classes, nested as they are; texts are left out.

    So are the elements that keep a left-to-right run of Arabic in its order: what is in them counts in their place.
    """
    if not isinstance(node, Tag):
        return ()
    kept = tuple((name, str(node[name]).removesuffix(LOCALISED)) for name in KEPT_ATTRIBUTES if name in node.attrs)
    return node.name, kept, tuple(filter(None, map(skeleton, _children(node))))


def _children(node: Tag) -> Iterator[PageElement]:
    for child in node.children:
        if isinstance(child, Tag) and child.name == "bdi":
            yield from _children(child)
        else:
            yield child
