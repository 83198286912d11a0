"""The numbers of a document in the digits of its publication, but not in what is Latin: code, names, other languages.

What `isolation` keeps in its order from left to right stays as it is, for its letters or because it is a code such as a
telephone number; percentages and signed numbers are numbers like any other.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bs4.element import NavigableString, Tag

from publisher.languages.digits import Digits, digits_of
from publisher.model.attributes import SPOKEN
from publisher.model.document import Document, text_of
from publisher.model.publication import Publication
from publisher.renditions.isolation import CLOSED, CODE, INLINE
from publisher.renditions.left_to_right import BARRIER, FIRST_LETTER, FOREIGN, runs

CODED = re.compile(r"\d+(?:-\d+){2,}|(?=(?:\D*\d){7})(?!0\.\d+\Z)[+0][\d\u00a0\u202f ().-]+")
"""digits that are no number: `978-2-12-345678-0`, `+33 4 72 44 70 00`"""
SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
NO_BREAK = "\u00a0"
"""joins the groups of a number: after a common space, Arabic would read `٢٣٤ ١` from the right"""
TEXTS = ("title", "subtitle", "description", "organisation", "rights")
"""fields of a publication that are one text each"""
UNSPOKEN = frozenset({"script", "style", "template"})


@dataclass(slots=True)
class Piece:
    """A text of a paragraph, and where it begins there."""

    node: NavigableString
    start: int


def in_digits(document: Document, digits: Digits | None) -> Document:
    """Return a document with its numbers in these digits; without any, the document itself."""
    if digits is None:
        return document
    head, body = copy.copy(document.head), copy.copy(document.body)
    for part in (head, body):
        for paragraph in _paragraphs(part, document.language):
            _write(*paragraph, digits)
        for tag in part.find_all(True):
            _write_attributes(tag, document.language, digits)
    heading = body.find("h1") or head.find("title")
    title = text_of(heading) if isinstance(heading, Tag) else text_in_digits(document.title, digits)
    return replace(document, head=head, body=body, title=title)


def publication_in_digits(publication: Publication, tag: str, kept: Collection[str] = ()) -> Publication:
    """Return a publication, titles and metadata in a language, with the digits it asks for in that language.

    `kept` are the fields that are not in that language, and stay as they are.
    """
    digits = digits_of(tag, publication.digits)
    if digits is None:
        return publication

    def text(value: str) -> str:
        return text_in_digits(value, digits)

    fields = {name: value for name in TEXTS if name not in kept and (value := getattr(publication, name))}
    shown: dict[str, Any] = {name: text(value) for name, value in fields.items()}
    if "keywords" not in kept:
        shown["keywords"] = tuple(map(text, publication.keywords))
    if "alternate_styles" not in kept:
        shown["alternate_styles"] = {name: text(title) for name, title in publication.alternate_styles.items()}
    return replace(publication, **shown)


def text_in_digits(text: str, digits: Digits | None) -> str:
    """Return a text with its numbers in these digits, as long as before."""
    if digits is None:
        return text
    parts, position = [], 0
    for run in runs(text):
        part = text[run.start : run.end]
        if FIRST_LETTER.search(part) or CODED.fullmatch(part):
            shown = part
        elif SPACED.match(part):
            shown = digits.in_text(part).replace(" ", NO_BREAK)
        else:
            continue
        parts += [digits.in_text(text[position : run.start]), shown]
        position = run.end
    return "".join([*parts, digits.in_text(text[position:])])


def _paragraphs(tag: Tag, language: str) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Yield the paragraphs of an element that are in its language, each with its pieces of text."""
    if _is_kept(tag, language):
        return
    text, pieces, apart = "", [], []
    stack = list(reversed(list(tag.children)))
    while stack:
        node = stack.pop()
        if type(node) is NavigableString:
            pieces.append(Piece(node, len(text)))
            text += str(node)
        elif isinstance(node, Tag):
            if _is_kept(node, language):
                text += FOREIGN if node.name in INLINE | CODE else BARRIER
            elif node.name in INLINE and node.get("role") != "doc-noteref":
                stack += reversed(list(node.children))
            else:
                text += BARRIER
                apart.append(node)
    yield text, tuple(pieces)
    for child in apart:
        yield from _paragraphs(child, language)


def _is_kept(tag: Tag, language: str) -> bool:
    """Whether the numbers of an element are not those of the language around it."""
    spoken = str(tag.get("lang") or language)
    kept = tag.name in CODE | CLOSED | UNSPOKEN or tag.get("translate") == "no" or tag.get("dir") == "ltr"
    return kept or spoken.partition("-")[0].lower() != language.partition("-")[0]


def _write(text: str, pieces: tuple[Piece, ...], digits: Digits) -> None:
    written = text_in_digits(text, digits)
    for piece in pieces if written != text else ():
        piece.node.replace_with(NavigableString(written[piece.start : piece.start + len(piece.node)]))


def _write_attributes(tag: Tag, language: str, digits: Digits) -> None:
    names = [name for name in (*SPOKEN, *(("content",) if tag.name == "meta" else ())) if tag.get(name)]
    if names and not any(_is_kept(item, language) for item in (tag, *tag.parents)):
        for name in names:
            tag[name] = text_in_digits(str(tag[name]), digits)
