"""An edition as accessible pages: landmarks, skip link, language switch, contents, one page per document."""

from __future__ import annotations

import base64
import copy
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bs4.element import NavigableString, Tag
from bs4.formatter import HTMLFormatter
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from publisher.model.document import Document, text_of
from publisher.model.language import Language
from publisher.renditions.edition import Edition
from publisher.renditions.isolation import isolated_text, language_attributes
from publisher.renditions.links import drop_notes_to_translators, resolve

SCRIPT = "place.js"
"""keeps the reader's place when the language changes; the only script of a page"""
POLICY = {
    "script-src": "'sha256-{}'",
    **dict.fromkeys(("connect-src", "frame-src", "object-src", "base-uri", "form-action"), "'none'"),
}
"""What a page may run and reach (CSP 3), whatever stands in it.

Styles and pictures are not in it: where one is named by its path from the page, Nu takes it for forbidden.
"""
FORMATTER = HTMLFormatter(
    entity_substitution=HTMLFormatter.REGISTRY["minimal"].entity_substitution, void_element_close_prefix=""
)
NOTES = frozenset("aside dd div li p section span".split())
"""elements that an author may make a note of"""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages share beyond one edition: the other languages, the styles, the PDF."""

    languages: tuple[Language, ...]
    stylesheets: tuple[str, ...]
    """file names in `styles/`, in cascade order"""
    pdf: str | None = None
    """address of the PDF from a page, None when none is built"""
    alternates: tuple[tuple[str, str], ...] = ()
    """title of each alternate style, and address of its PDF"""


def pages(edition: Edition, site: Site) -> dict[str, bytes]:
    """Return the pages of an edition by file name: `index.html` and one per document."""
    shared = {"edition": edition, "publication": edition.publication, "language": edition.language, "site": site}
    shared |= {"labels": edition.language.labels, "contents": [_entry(document) for document in edition.documents]}
    template, index = _environment().get_template("page.html"), _environment().get_template("index.html")
    result = {"index.html": index.render(**shared, file="index.html")}
    for number, document in enumerate(edition.documents):
        result[f"{document.stem}.html"] = template.render(
            **shared,
            file=f"{document.stem}.html",
            document=document,
            body=body_html(document, edition.language),
            previous=edition.documents[number - 1] if number else None,
            next=edition.documents[number + 1] if number + 1 < len(edition.documents) else None,
        )
    return {name: text.encode() for name, text in result.items()}


def assets(stylesheets: Mapping[str, str], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files pages load, by name: styles, pictures."""
    styles = {f"styles/{name}": css.encode() for name, css in stylesheets.items()}
    return styles | dict(pictures)


@cache
def script_element() -> str:
    """Return the element of the one script, as it stands in every page."""
    return f"<script>{_script()}</script>"


def _script() -> str:
    return (files(__package__) / "templates" / SCRIPT).read_text("utf-8").strip()


def _policy() -> str:
    """Return the content of the policy; the script is named by the hash of its text."""
    digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    return "; ".join(f"{name} {value}" for name, value in POLICY.items()).format(digest)


def body_html(document: Document, language: Language) -> str:
    """Return the content of a page: the document's blocks, completed for the screen."""
    body = copy.copy(document.body)
    drop_notes_to_translators(body)
    resolve(body, lambda stem, fragment: f"{stem}.html" + (f"#{fragment}" if fragment else ""))
    for table in body.find_all("table"):
        _scroll_region(table, language)
    for notes in body.find_all(True, attrs={"role": "doc-endnotes"}):
        notes["aria-label"] = language.labels["notes"]
    _way_back(body, language)
    return body.decode_contents(formatter=FORMATTER)


def _scroll_region(table: Tag, language: Language) -> None:
    """Let a table wider than the screen scroll by keyboard (WCAG 2.1.1, 1.4.10)."""
    if table.find_parent("table") is not None:
        return
    attributes = {"class": "table", "role": "region", "tabindex": "0"}
    caption = table.find("caption", recursive=False)
    if isinstance(caption, Tag) and caption.get("id"):
        attributes["aria-labelledby"] = str(caption["id"])
    else:
        attributes["aria-label"] = language.labels["table"]
    table.wrap(Tag(name="div", attrs=dict(attributes)))


def _way_back(body: Tag, language: Language) -> None:
    """Lead from each note back to its first call, or to what holds that where it has no id."""
    calls = {str(call.get("href")): call for call in reversed(body.find_all("a", attrs={"role": "doc-noteref"}))}
    for note in body.find_all(_is_note):
        call = calls.get(f"#{note['id']}")
        place = call if call is None or call.get("id") else call.find_parent(id=True)
        if call is None or place is None or note.find(role="doc-backlink"):
            continue
        back = Tag(name="a", attrs={"href": f"#{place['id']}", "role": "doc-backlink", "class": "back"})
        back["aria-label"] = f"{language.labels['back']} ({call.get_text()})"
        back.append(NavigableString("↩"))
        last = note.find_all("p")[-1:] or [note]
        last[0].append(NavigableString(" "))
        last[0].append(back)


def _is_note(tag: Tag) -> bool:
    """Whether a tag is a note, by its own role or by where it stands, that calls can name and that can hold a link."""
    if tag.name not in NOTES or not tag.get("id"):
        return False
    return tag.get("role") == "doc-footnote" or tag.find_parent(role="doc-endnotes") is not None


def _entry(document: Document) -> dict[str, Any]:
    heading = document.body.find("h1")
    inner = language_attributes(heading) if isinstance(heading, Tag) else ""
    return {"stem": document.stem, "title": document.title, "language": inner}


def sections(document: Document) -> Sequence[tuple[str, str, str]]:
    """Return (id, title, attributes for its language) of the second-level headings."""
    return [(str(tag["id"]), text_of(tag), language_attributes(tag)) for tag in document.body.find_all("h2", id=True)]


@cache
def _environment() -> Environment:
    templates = files(__package__) / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (templates / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["sections"] = sections
    environment.globals |= {"script": Markup(script_element()), "policy": Markup(_policy())}
    safe = environment.filters["safe"]
    environment.filters["isolated"] = lambda text, language: safe(isolated_text(text, language))
    return environment
