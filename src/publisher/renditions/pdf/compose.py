"""An edition as one HTML document for print: cover, contents with page numbers, documents, footnotes in their place."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from publisher.languages import month_and_year
from publisher.model.document import Document, text_of
from publisher.model.language import Language
from publisher.model.part import END
from publisher.renditions.edition import Edition
from publisher.renditions.html import FORMATTER
from publisher.renditions.isolation import isolated_text, language_attributes
from publisher.renditions.links import drop_notes_to_translators, pictures, resolve
from publisher.renditions.pdf.traits import FOOTNOTES

FRONT = "-front"
"""name of the part with cover and contents; no document may have it"""
WHOLE = "-whole"
"""name of the part that is all of a publication"""
UNSEEN = '<article class="document" style="display:none"></article>'
UNSEEN_FRONT = (
    '<section class="cover" style="display:none"></section><nav class="contents" style="display:none"></nav>\n'
)
"""what stands for the parts that are laid out elsewhere: selectors such as `:first-child` see the whole publication"""
REFERRING = ("id", "for", "headers", "aria-labelledby", "aria-describedby")
"""attributes that hold ids"""


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the publication, or what stands before them all, as it is laid out by itself."""

    name: str
    """stem of the document, FRONT for cover and contents"""
    content: str
    """HTML of its elements"""
    notes: int = 0
    """notes that stand at the foot of its pages"""
    links: tuple[str, ...] = ()
    """ids its links lead to, in order, each once"""
    pictures: tuple[str, ...] = ()
    """files it shows, relative to `source/`"""


@dataclass(frozen=True, slots=True)
class Book:
    """An edition for print, in parts."""

    edition: Edition
    parts: tuple[Part, ...]
    """cover and contents, then the documents in order"""
    texts: Mapping[str, str]
    """what the targets of links say, by id"""
    together: bool = False
    """whether its one part is all of it"""

    def in_one(self) -> Book:
        """Return the same book in one part: what styles move across documents can then be found."""
        files = dict.fromkeys(name for part in self.parts for name in part.pictures)
        return replace(self, parts=(Part(WHOLE, self.whole(), pictures=tuple(files)),), together=True)

    def whole(self) -> str:
        """Return the HTML of all parts as one document."""
        front, *documents = (part.content for part in self.parts)
        return page(self.edition, f"<body>{front}<main>{''.join(documents)}</main></body>")

    def alone(self, number: int, counts: Mapping[str, int]) -> str:
        """Return the HTML of one part alone: the others stand there unseen, so that it keeps its place among them.

        `counts` are the counters that go on from the part before.
        """
        if self.together:
            return self.parts[number].content
        resets = " ".join(f"{name} {value}" for name, value in sorted(counts.items()))
        body = f'<body style="counter-reset: {resets}">' if resets else "<body>"
        end = (
            f'<div id="{END}" style="position:absolute" aria-hidden="true"></div>'
            if counts.keys() - {FOOTNOTES}
            else ""
        )
        if number == 0:
            return page(self.edition, f"{body}{self.parts[0].content}{end}</body>")
        shown = (part.content if place == number else UNSEEN for place, part in enumerate(self.parts) if place)
        return page(self.edition, f"{body}{UNSEEN_FRONT}<main>{''.join(shown)}</main>{end}</body>")


def compose(edition: Edition) -> Book:
    """Return what layout turns into the PDF of an edition.

    Ids are those of the documents; where two documents share one, the later is prefixed with the document's name.
    """
    bodies = [copy.copy(document.body) for document in edition.documents]
    names = unique_ids(edition.documents)
    for document, body in zip(edition.documents, bodies, strict=True):
        _rename(document, body, names)
    contents = _contents(edition, bodies)  # before notes move into headings
    shown = [pictures(document.body) for document in edition.documents]
    for body in bodies:
        drop_notes_to_translators(body)
        resolve(body, lambda stem, fragment: "#" + _target(names, edition.documents, stem, fragment))
        _footnotes(body)
    front = f"{_cover(edition)}{contents}"
    linked = [tuple(dict.fromkeys(_addresses(body))) for body in bodies]
    parts = (
        Part(FRONT, front, links=tuple(dict.fromkeys(_addresses(BeautifulSoup(contents, "html.parser"))))),
        *(
            Part(document.stem, _article(document, body), len(body.select("span.footnote")), links, files)
            for document, body, links, files in zip(edition.documents, bodies, linked, shown, strict=True)
        ),
    )
    wanted = {key for part in parts for key in part.links}
    texts = {f"document-{document.stem}": document.title for document in edition.documents}
    texts |= {str(tag["id"]): text_of(tag) for body in bodies for tag in body.find_all(id=True) if tag["id"] in wanted}
    return Book(edition, parts, texts)


def _article(document: Document, body: Tag) -> str:
    inner = body.decode_contents(formatter=FORMATTER)
    return f'<article class="document" id="document-{escape(document.stem)}">{inner}</article>\n'


def _addresses(body: Tag) -> Iterator[str]:
    """Yield the ids that links lead to."""
    yield from (str(tag["href"])[1:] for tag in body.find_all("a", href=True) if str(tag["href"]).startswith("#"))


def page(edition: Edition, body: str) -> str:
    """Return an HTML document for print."""
    language = edition.language
    return (
        f'<!DOCTYPE html>\n<html lang="{language.tag}" dir="{language.direction}">\n'
        f"<head>{''.join(_metadata(edition))}</head>\n{body}</html>\n"
    )


def _metadata(edition: Edition) -> Iterator[str]:
    publication = edition.publication
    yield f'<meta charset="utf-8"><title>{escape(publication.title)}</title>'
    fields = {
        "author": publication.organisation,
        "description": publication.description,
        "keywords": ", ".join(publication.keywords),
        "dcterms.created": publication.date.isoformat() if publication.date else None,
        "generator": "publisher",
    }
    for name, value in fields.items():
        if value:
            yield f'<meta name="{name}" content="{escape(value)}">'


def _cover(edition: Edition) -> str:
    publication = edition.publication
    date = month_and_year(publication.date, edition.language) if publication.date else None
    rows = {"organisation": publication.organisation, "subtitle": publication.subtitle, "date": date}
    parts = {
        name: f'<p class="{name}">{isolated_text(value, edition.language)}</p>' for name, value in rows.items() if value
    }
    title = isolated_text(publication.title, edition.language)
    return (
        f'<section class="cover">{parts.get("organisation", "")}<h1 class="title">{title}</h1>'
        f"{parts.get('subtitle', '')}{parts.get('date', '')}</section>\n"
    )


def _contents(edition: Edition, bodies: Sequence[Tag]) -> str:
    """Return the contents list: chapters and their sections, each with its page number outside the link."""
    chapters = []
    for body in bodies:
        headings = body.find_all(["h1", "h2"], id=True)
        top = next((tag for tag in headings if tag.name == "h1"), None)
        inner = "".join(f"<li>{_line(tag, edition.language)}</li>" for tag in headings if tag.name == "h2")
        if top is not None:
            chapters.append(f"<li>{_line(top, edition.language)}{f'<ol>{inner}</ol>' if inner else ''}</li>")
    title = escape(edition.language.labels["contents"])
    return (
        f'<nav class="contents" role="doc-toc" aria-labelledby="page-contents"><h1 id="page-contents">{title}</h1>'
        f"<ol>{''.join(chapters)}</ol></nav>\n"
    )


def _line(heading: Tag, language: Language) -> str:
    text = isolated_text(text_of(heading), language)
    return f'<a href="#{escape(str(heading["id"]))}"{language_attributes(heading)}>{text}</a>'


def unique_ids(documents: Sequence[Document]) -> dict[tuple[str, str], str]:
    """Return the id each block has in the joined document, by (stem, id): its own, unless an earlier one took it."""
    taken: set[str] = {"page-contents", END, *(f"document-{document.stem}" for document in documents)}
    names: dict[tuple[str, str], str] = {}
    for document in documents:
        renamed = {key: f"{document.stem}-{key}" if key in taken else key for key in document.lines}
        taken |= set(renamed.values())
        names |= {(document.stem, key): value for key, value in renamed.items()}
    return names


def index(documents: Sequence[Document]) -> dict[str, tuple[str, int]]:
    """Return the source file and line of every block of the joined document, by its id there."""
    by_stem = {document.stem: document for document in documents}
    return {name: (by_stem[stem].file, by_stem[stem].lines[key]) for (stem, key), name in unique_ids(documents).items()}


def _rename(document: Document, body: Tag, names: dict[tuple[str, str], str]) -> None:
    """Give the blocks of a document the ids of the joined one, in place, and follow in what refers to them."""
    for tag in body.find_all(True):
        for attribute in REFERRING:
            if tag.get(attribute):
                keys = str(tag[attribute]).split()
                tag[attribute] = " ".join(names.get((document.stem, key), key) for key in keys)
        address = str(tag.get("href", ""))
        if address.startswith("#"):
            tag["href"] = "#" + names.get((document.stem, address[1:]), address[1:])


def _target(names: dict[tuple[str, str], str], documents: Sequence[Document], stem: str, fragment: str) -> str:
    if fragment:
        return names.get((stem, fragment), fragment)
    return f"document-{stem}"


def _is_prose(note: Tag) -> bool:
    """Whether a note holds paragraphs only."""
    return all(child.name == "p" for child in note.find_all(True, recursive=False))


def _footnotes(body: Tag) -> None:
    """Move each note to its call, where layout takes it to the foot of the page; a second call stays a link.

    A note with a list or a table cannot stand in a line: the notes of such a document stay together at its end.
    """
    calls = body.find_all("a", attrs={"role": "doc-noteref"})
    if not calls:
        return
    by_id = {str(tag["id"]): tag for tag in reversed(body.find_all(id=True))}  # of two with one id, the first
    targets = [(call, by_id.get(str(call.get("href", ""))[1:])) for call in calls]
    notes = [(call, note) for call, note in targets if note is not None]
    if not all(_is_prose(note) for _, note in notes):
        return
    placed: set[str] = set()
    for call, note in notes:
        key = str(note.get("id", ""))
        if not key or key in placed:
            continue
        placed.add(key)
        span = Tag(name="span", attrs={"class": "footnote", "id": key})
        for paragraph in note.find_all("p"):  # a paragraph cannot stand in a line; what it says of itself can
            paragraph.name = "span"
            paragraph.append(NavigableString(" "))
        span.extend([child.extract() for child in list(note.children)])
        del note["id"]
        call.replace_with(span)
    for section in body.find_all(True, attrs={"role": "doc-endnotes"}):
        if not section.get_text().strip():
            section.decompose()
