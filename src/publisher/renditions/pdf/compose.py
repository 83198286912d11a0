"""An edition as one HTML document for print: cover, contents with page numbers, documents, footnotes in their place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from bs4.element import NavigableString, Tag

from publisher.languages import month_and_year
from publisher.languages.digits import digits_of
from publisher.model.document import Document, text_of
from publisher.model.language import Language
from publisher.model.part import END
from publisher.renditions.digits import text_in_digits
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
OWN_IDS = ("page-contents", END)
"""ids that the print document gives itself: a block that has one gets another"""
ADDRESS = re.compile('href="#([^"]*)"')
Names = Mapping[tuple[str, str], str]
"""new ids by stem and old id"""
REFERRING = ("id", "for", "headers", "aria-labelledby", "aria-describedby")
"""attributes that hold ids"""


@dataclass(frozen=True, slots=True)
class Place:
    """A block and its line in the source."""

    id: str
    """in the joined document"""
    line: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the target of a link says."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document of an edition made ready for print, with what the contents and other documents need of it."""

    stem: str
    file: str
    """of its source"""
    html: str
    entry: str
    """its item of the contents list, "" where it has no title"""
    places: tuple[Place, ...]
    notes: int = 0
    """notes that stand at the foot of its pages"""
    links: tuple[str, ...] = ()
    """ids its links lead to, in order, each once"""
    pictures: tuple[str, ...] = ()
    """files it shows, relative to `source/`"""
    texts: tuple[Said, ...] = ()
    """of its blocks, where styles ask for the text of targets"""


@dataclass(frozen=True, slots=True)
class Part:
    """What is laid out by itself: a document, or what stands before them all."""

    name: str
    """stem of the document, FRONT for cover and contents"""
    content: str
    """HTML of its elements"""
    notes: int = 0
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """An edition for print, in parts: cover and contents, then the documents in order."""

    edition: Edition
    """its titles, language and styles; its documents are the drafts"""
    drafts: Sequence[Draft]
    """may be made as they are asked for"""
    stems: tuple[str, ...]
    together: bool = False
    """whether one part is all of it: what styles move across documents can then be found"""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in reading order."""
        return (WHOLE,) if self.together else (FRONT, *self.stems)

    def part(self, number: int) -> Part:
        """Return a part by its place."""
        if self.together:
            files = dict.fromkeys(name for draft in self.drafts for name in draft.pictures)
            return Part(WHOLE, self.whole(), pictures=tuple(files))
        if number == 0:
            contents = _contents(self.edition.language, self.drafts)
            linked = tuple(dict.fromkeys(ADDRESS.findall(contents)))
            return Part(FRONT, f"{_cover(self.edition)}{contents}", links=tuple(map(unescape, linked)))
        draft = self.drafts[number - 1]
        return Part(draft.stem, draft.html, draft.notes, draft.links, draft.pictures)

    def whole(self) -> str:
        """Return the HTML of all parts as one document."""
        front = f"{_cover(self.edition)}{_contents(self.edition.language, self.drafts)}"
        return page(self.edition, f"<body>{front}<main>{''.join(draft.html for draft in self.drafts)}</main></body>")

    def alone(self, number: int, counts: Mapping[str, int]) -> str:
        """Return the HTML of one part alone: the others stand there unseen, so that it keeps its place among them.

        `counts` are the counters that go on from the part before.
        """
        content = self.part(number).content
        if self.together:
            return content
        resets = " ".join(f"{name} {value}" for name, value in sorted(counts.items()))
        body = f'<body style="counter-reset: {resets}">' if resets else "<body>"
        carried = counts.keys() - {FOOTNOTES}
        end = f'<div id="{END}" style="position:absolute" aria-hidden="true"></div>' if carried else ""
        if number == 0:
            return page(self.edition, f"{body}{content}{end}</body>")
        shown = UNSEEN * (number - 1) + content + UNSEEN * (len(self.stems) - number)
        return page(self.edition, f"{body}{UNSEEN_FRONT}<main>{shown}</main>{end}</body>")

    def texts(self) -> dict[str, str]:
        """Return what the targets of links say, by id."""
        return {said.id: said.text for draft in self.drafts for said in draft.texts}

    def index(self) -> dict[str, tuple[str, int]]:
        """Return the source file and line of every block, by its id."""
        return {place.id: (draft.file, place.line) for draft in self.drafts for place in draft.places}


def compose(edition: Edition, *, texts: bool = False) -> Book:
    """Return what layout turns into the PDF of an edition, with the `texts` of its blocks if styles ask for them."""
    names = unique_ids((document.stem, tuple(document.lines)) for document in edition.documents)
    drafts = tuple(draft(document, edition.language, names, texts=texts) for document in edition.documents)
    return Book(edition, drafts, tuple(document.stem for document in edition.documents))


def draft(document: Document, language: Language, names: Names, *, texts: bool = False) -> Draft:
    """Return a document of an edition made ready for print.

    Ids are those of the document; `names` has the new ones of those that another document has too.
    """
    body = copy.copy(document.body)
    _rename(document, body, names)
    entry = _entry(body, language)  # before notes move into headings
    drop_notes_to_translators(body)
    resolve(body, lambda stem, fragment: "#" + _target(names, stem, fragment))
    _footnotes(body)
    said = [Said(str(tag["id"]), text_of(tag)) for tag in body.find_all(id=True)] if texts else []
    own = f"document-{document.stem}"
    return Draft(
        document.stem,
        document.file,
        f'<article class="document" id="{escape(own)}">{body.decode_contents(formatter=FORMATTER)}</article>\n',
        entry,
        tuple(Place(names.get((document.stem, key), key), line) for key, line in document.lines.items()),
        len(body.find_all("span", class_="footnote")),
        tuple(dict.fromkeys(_addresses(body))),
        pictures(document.body),
        (Said(own, document.title), *said) if texts else (),
    )


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
    title = " – ".join(filter(None, [publication.title, edition.alternate]))
    yield f'<meta charset="utf-8"><title>{escape(title)}</title>'
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
    date = month_and_year(publication.date, edition.language) if publication.date else ""
    date = text_in_digits(date, digits_of(edition.language.tag, publication.digits))
    rows = {"organisation": publication.organisation, "subtitle": publication.subtitle, "date": date}
    parts = {
        name: f'<p class="{name}">{isolated_text(value, edition.language)}</p>' for name, value in rows.items() if value
    }
    title = isolated_text(publication.title, edition.language)
    return (
        f'<section class="cover">{parts.get("organisation", "")}<h1 class="title">{title}</h1>'
        f"{parts.get('subtitle', '')}{parts.get('date', '')}</section>\n"
    )


def _contents(language: Language, drafts: Sequence[Draft]) -> str:
    """Return the contents list: chapters and their sections, each with its page number outside the link."""
    title = escape(language.labels["contents"])
    return (
        f'<nav class="contents" role="doc-toc" aria-labelledby="page-contents"><h1 id="page-contents">{title}</h1>'
        f"<ol>{''.join(draft.entry for draft in drafts)}</ol></nav>\n"
    )


def _entry(body: Tag, language: Language) -> str:
    """Return the item of a document in the contents list, with its sections; "" for one without a title."""
    headings = body.find_all(["h1", "h2"], id=True)
    top = next((tag for tag in headings if tag.name == "h1"), None)
    if top is None:
        return ""
    inner = "".join(f"<li>{_line(tag, language)}</li>" for tag in headings if tag.name == "h2")
    return f"<li>{_line(top, language)}{f'<ol>{inner}</ol>' if inner else ''}</li>"


def _line(heading: Tag, language: Language) -> str:
    text = isolated_text(text_of(heading), language)
    return f'<a href="#{escape(str(heading["id"]))}"{language_attributes(heading)}>{text}</a>'


def unique_ids(documents: Iterable[tuple[str, Iterable[str]]]) -> Names:
    """Return the new id of each block whose own an earlier document has, or the print document itself.

    `documents` are stems and ids, in order. The new one begins with the document's name, as often as it takes.
    """
    rows = [(stem, tuple(keys)) for stem, keys in documents]
    taken: set[str] = {*OWN_IDS, *(f"document-{stem}" for stem, _ in rows)}
    names: dict[tuple[str, str], str] = {}
    for stem, keys in rows:
        own = set(keys)
        for key in keys:
            name = key
            while name in taken or (name != key and name in own):
                name = f"{stem}-{name}"
            if name != key:
                names[stem, key] = name
            taken.add(name)
    return names


def index(documents: Sequence[Document]) -> dict[str, tuple[str, int]]:
    """Return the source file and line of every block of the joined document, by its id there."""
    names = unique_ids((document.stem, tuple(document.lines)) for document in documents)
    return {
        names.get((document.stem, key), key): (document.file, line)
        for document in documents
        for key, line in document.lines.items()
    }


def _rename(document: Document, body: Tag, names: Names) -> None:
    """Give the blocks of a document the ids of the joined one, in place, and follow in what refers to them."""
    renamed = {key: name for (stem, key), name in names.items() if stem == document.stem}
    if not renamed:
        return
    for tag in body.find_all(True):
        for attribute in REFERRING:
            if tag.get(attribute):
                tag[attribute] = " ".join(renamed.get(key, key) for key in str(tag[attribute]).split())
        address = str(tag.get("href", ""))
        if address.startswith("#"):
            tag["href"] = "#" + renamed.get(address[1:], address[1:])


def _target(names: Names, stem: str, fragment: str) -> str:
    return names.get((stem, fragment), fragment) if fragment else f"document-{stem}"


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
