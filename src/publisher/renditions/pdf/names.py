"""What an element says: its text as a reader hears it, the alternative of a picture (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from publisher.renditions.pdf.roles import INLINE, ROLES, TEXT_TAGS, has_role, is_hidden, tag_of

PICTURES = frozenset({"img", "svg"})
WITHIN_LINES = TEXT_TAGS - {"br"} | {tag for tag, role in ROLES.items() if role in INLINE} - {"rt"}
"""tags that do not part words"""
GENERATED_NOTES = "footnote"
"""class of notes that stand in the text of the source and at the foot of the page"""


def text_of(element: Element) -> str:
    """Return the text of an element on one line, alternatives of pictures included, hidden parts and notes left out."""
    return folded("".join(parts(element)))


def parts(element: Element) -> Iterator[str]:
    """Yield the pieces of text of an element."""
    if is_hidden(element):
        return
    if tag_of(element) in PICTURES:
        yield alternative(element) or ""
        return
    apart = "" if tag_of(element) in WITHIN_LINES else " "
    yield apart + (element.text or "")
    for child in element:
        if tag_of(child) and GENERATED_NOTES not in child.get("class", "").split():
            yield from parts(child)
        yield child.tail or ""
    yield apart


def alternative(element: Element) -> str | None:
    """Return the alternative text of a picture: "" when its author says that it is decorative, None when nothing."""
    if is_hidden(element) or has_role(element, "presentation", "none"):
        return ""
    title = next((child.text for child in element if tag_of(child) == "title"), None)
    for text in (element.get("aria-label"), element.get("alt"), element.get("alttext"), title):
        if text is not None:
            return folded(text)
    return None


def labelled_by(element: Element, elements: Mapping[str, Element]) -> str:
    """Return the text of the elements that `aria-labelledby` names; "" when there is none."""
    keys = element.get("aria-labelledby", "").split()
    return folded(" ".join(text_of(elements[key]) for key in keys if key in elements))


def drawn_text(picture: Element) -> str:
    """Return the words drawn in a picture: what an inline SVG without a name tells, as in a browser."""
    return folded(" ".join("".join(text.itertext()) for text in picture.iter() if tag_of(text) == "text"))


def folded(text: str) -> str:
    """Return text without line breaks and double spaces; no-break spaces stay."""
    return " ".join(part for part in text.replace("\n", " ").replace("\t", " ").split(" ") if part)
