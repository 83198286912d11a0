"""Structure trees and pages made by hand, and what is said of them in short."""

from __future__ import annotations

from publisher.model.pdf_structure import Element, Link, Structure, Text
from publisher.model.speech import Utterance
from publisher.pages.page import read_page
from publisher.reading.from_page import speech_of_page
from publisher.reading.from_pdf import speech_of_pdf


def text(said: str, page: int = 0) -> Text:
    return Text(page, said)


def block(role: str, *kids: Element | Text | Link | str, **entries: object) -> Element:
    """Return an element; its texts are on the first page."""
    held = tuple(text(kid) if isinstance(kid, str) else kid for kid in kids)
    return Element(role, held, **entries)  # type: ignore[arg-type]


def tree(*kids: Element, language: str = "fr") -> Structure:
    root = Element("Document", kids)
    ids = {element.id: element for element in root.walk() if element.id is not None}
    return Structure((root,), language, 3, ids)


def of_pdf(*kids: Element, language: str = "fr") -> tuple[Utterance, ...]:
    return speech_of_pdf(tree(*kids, language=language))


def of_html(body: str, language: str = "fr", direction: str = "ltr") -> tuple[Utterance, ...]:
    return speech_of_page(read_page(f'<html lang="{language}" dir="{direction}"><main>{body}</main>'))


def short(said: tuple[Utterance, ...]) -> list[str]:
    """Return the roles with the texts that follow them."""
    return [f"{'end of ' if one.is_end else ''}{one.role}{': ' if one.runs else ''}{one.text}" for one in said]
