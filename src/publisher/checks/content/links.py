"""Texts of links that do not say where they lead (WCAG 2.2, 2.4.4, 2.4.9)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from publisher.checks.content.values import BuiltPage, Fault, Met, Reading, shortened
from publisher.languages import known, table
from publisher.pages.page import HEADING, Node, alternatives

RULES = ("content/link-text", "content/link-address", "content/link-ambiguous")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""vowel signs and lengthening of Arabic, which may be written or not"""
MARKS = re.compile(r"[^\w’\s]+")
SENTENCE = re.compile(r"(?<=[.!?؟…])\s+")
BLOCKS = frozenset("p li dd dt td th caption figcaption blockquote summary div section".split())
MOST = 200
"""links that sound alike on one page and are held against each other"""
PLACE = "\ue000"
"""stands for the link in its sentence"""


class Link(NamedTuple):
    """A link with a text."""

    met: Met
    text: str
    said: str
    """its text as it is compared"""
    target: str


def link_faults(built: BuiltPage, reading: Reading, looked: Counter[str]) -> Iterator[Fault]:
    """Yield a fault for each link whose text does not say where it leads, alone or beside others of the page."""
    links = list(links_of(reading))
    for rule in RULES:
        looked[rule] += len(links)
    for link in links:
        text = shortened(link.text)
        if link.said in vague():
            yield Fault("content/link-text", (text,), link.met.block, text, sure=is_alone(link.met))
        elif ADDRESS.fullmatch(link.text):
            yield Fault("content/link-address", (text,), link.met.block, text)
    yield from ambiguous(links)


def links_of(reading: Reading) -> Iterator[Link]:
    """Yield the links of a page that have a text, without calls of notes."""
    texts: dict[str, str] | None = None
    for found in reading:
        target = found.node.attributes.get("href")
        if found.node.tag != "a" or target is None or found.node.is_call:
            continue
        if texts is None:
            texts = {each.node.id: each.node.text for each in reading if each.node.id}
        text = name_of(found.node, texts)
        if folded(text):
            yield Link(found, text, folded(text), target.strip())


def name_of(link: Node, texts: Mapping[str, str]) -> str:
    """Return what is heard of a link: the name its author gives it, or its text and its pictures."""
    for named in alternatives(Node("a", {**link.attributes, "alt": ""}), texts):
        return named
    pictures = (said[0] for node in link.walk() if node.is_picture and (said := alternatives(node, texts)))
    return " ".join((link.text, *pictures)).strip()


def folded(text: str) -> str:
    """Return a text as it is compared: small letters without marks and vowel signs, one space between words."""
    letters = SIGNS.sub("", unicodedata.normalize("NFC", text.casefold()))
    return " ".join(MARKS.sub(" ", letters.replace("'", "’")).split())


@cache
def vague() -> frozenset[str]:
    """Return the texts of all languages that say nothing out of their context."""
    return frozenset(folded(text) for tag in known() for text in table(tag, "links").get("vague", ()))


def ambiguous(links: list[Link]) -> Iterator[Fault]:
    """Yield a fault for each link that is said like an earlier one with another target, in the same words around it."""
    alike: dict[str, list[Link]] = {}
    for link in links:
        alike.setdefault(link.said, []).append(link)
    for group in alike.values():
        if len({link.target for link in group}) < 2:  # noqa: PLR2004 - one target is one link
            continue
        first: dict[tuple[str, ...], str] = {}
        for link in group[:MOST]:
            target = first.setdefault(context(link.met), link.target)
            if target != link.target:
                text = shortened(link.text)
                yield Fault("content/link-ambiguous", (text, target, link.target), link.met.block, text)


def context(found: Met) -> tuple[str, ...]:
    """Return what is heard around a link (WCAG 2.2, programmatically determined link context).

    Its sentence; of an item what the items around it say of themselves; of a cell its row and its column.
    """
    blocks = [parent for parent in found.parents if parent.tag in BLOCKS or HEADING.fullmatch(parent.tag)]
    around = [own_text(parent) for parent in blocks[:-1] if parent.tag == "li"]
    sentence = sentence_of(blocks[-1], found.node) if blocks else ""
    return (sentence, *around, *cells(found.parents))


def is_alone(found: Met) -> bool:
    """Whether nothing is heard around a link that could say where it leads."""
    sentence, *around = context(found)
    return not any(folded(text.replace(PLACE, "")) for text in (sentence, *around))


def sentence_of(block: Node, link: Node) -> str:
    """Return the sentence of a block in which a link stands, a sign in the place of its text."""
    text = folded_spaces("".join(pieces(block, link)))
    return next((sentence for sentence in SENTENCE.split(text) if PLACE in sentence), text)


def pieces(node: Node, link: Node) -> Iterator[str]:
    """Yield the text of an element in pieces, with a sign in the place of one link."""
    for kid in node.kids:
        if isinstance(kid, str):
            yield kid
        elif kid is link:
            yield PLACE
        elif not kid.is_silent:
            yield from pieces(kid, link)


def own_text(item: Node) -> str:
    """Return what an item says before the lists in it."""
    return folded_spaces("".join(kid if isinstance(kid, str) else said(kid) for kid in item.kids))


def said(node: Node) -> str:
    """Return the text of an element, of a list nothing."""
    return "" if node.tag in ("ul", "ol") else node.text


def cells(parents: tuple[Node, ...]) -> Iterator[str]:
    """Yield the heads of the row and the column in which a link stands."""
    row = next((parent for parent in reversed(parents) if parent.tag == "tr"), None)
    table_ = next((parent for parent in reversed(parents) if parent.tag == "table"), None)
    if row is None or table_ is None:
        return
    yield " ".join(cell.text for cell in row.nodes if cell.tag == "th" and cell not in parents)
    place = next((number for number, cell in enumerate(row.nodes) if cell in parents), 0)
    head = next((node for node in table_.walk() if node.tag == "tr"), row)
    yield from (cell.text for number, cell in enumerate(head.nodes) if number == place and head is not row)


def folded_spaces(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
