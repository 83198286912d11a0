"""What HTML elements are to a translator: running text, protected text, a thing in the text, or structure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from bs4.element import Comment, NavigableString, PageElement, Tag

from publisher.model.attributes import LOCALISED, SPOKEN

INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s"
    " samp small span strike strong sub sup textPath time tspan tt u var".split()
)
VOID = frozenset(
    "audio br button canvas img input math meter object output picture progress select svg textarea video wbr".split()
)
PROTECTED = frozenset("code kbd samp tt var".split())
OPAQUE = frozenset({"math"})
"""blocks whose text is not prose; readers leave no other, and what `pre` holds outside of code is for readers"""
ISLANDS = ("mtext",)
"""elements of prose in such a block: the words of a formula"""
TRANSLATED = ("yes", "")
"""values of `translate` that ask for it (HTML 3.2.6)"""
MARK = 3
"""characters of the call of a note that is a mark; a longer one is a word to translate"""
TYPED_TEXT = frozenset({"", "button", "reset", "search", "submit", "text"})
"""types of an input whose value is a text that readers see"""


def is_text(node: PageElement) -> TypeGuard[NavigableString]:
    """Whether a node is text (a comment is not)."""
    return isinstance(node, NavigableString) and not isinstance(node, Comment)


def is_noteref(tag: Tag) -> bool:
    """Whether a tag is the call of a footnote by a mark."""
    return tag.get("role") == "doc-noteref" and len(tag.get_text().strip()) <= MARK


def is_void(tag: Tag) -> bool:
    """Whether a tag stands in the text as one thing, with nothing to translate between its ends."""
    return tag.name in VOID or is_noteref(tag)


def is_protected(tag: Tag) -> bool:
    """Whether the text of an inline tag is shown to translators but stays as it is (HTML `translate`)."""
    translate = tag.get("translate")
    return translate == "no" or (tag.name in PROTECTED and translate not in TRANSLATED)


def is_opaque(tag: Tag) -> bool:
    """Whether the text of a block stays as it is: its author says so, or it is no prose."""
    translate = tag.get("translate")
    return translate == "no" or (tag.name in OPAQUE and translate not in TRANSLATED)


def is_inline(node: PageElement) -> bool:
    """Whether a node is part of a line of text; an inline tag around a block is not."""
    if isinstance(node, NavigableString):
        return True
    if not isinstance(node, Tag):
        return False
    if is_void(node):
        return True
    known = node.name in INLINE or "-" in node.name  # an element of the author's own is part of the line, as in HTML
    return known and (is_protected(node) or all(is_inline(child) for child in node.children))


def short_name(tag: Tag) -> str:
    """Return the name of a tag in the notation, which knows small letters only."""
    if is_noteref(tag):
        return "note"
    return tag.name if tag.name.isalpha() and tag.name.islower() else "span"


def spoken_attributes(tag: Tag) -> Iterator[str]:
    """Yield the attributes of a tag that hold text for readers, or an address its author marked as localisable.

    HTML 4.10.5 (values of inputs), WAI-ARIA 1.2 (labels and descriptions), HTML 4.2.5 (metadata).
    """
    if tag.get("translate") == "no":
        return
    attributes = tag.attrs
    yield from (name for name in SPOKEN if name in attributes)
    if tag.name == "input" and "value" in attributes and str(tag.get("type", "")).lower() in TYPED_TEXT:
        yield "value"
    if tag.name == "option" and "value" in attributes and "label" not in attributes and not tag.get_text().strip():
        yield "value"  # a suggestion of a datalist shows its value
    if tag.name == "meta" and "content" in attributes:
        yield "content"
    if "href" in attributes and tag.get(LOCALISED) == "href":
        yield "href"
