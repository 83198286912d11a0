"""The reading view: what a screen reader would say of the PDF beside what it would say of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.model.language import Language
from publisher.model.speech import COVER, Difference, Facts, Kind, Line, Reading, Role, Run, Utterance
from publisher.model.texts import Texts
from publisher.reports.environment import FORBIDDEN, href, render
from publisher.reports.links import OF_BLOCK

ANNOUNCED = {
    "heading": "Heading, level {level}",
    "heading.plain": "Heading",
    "paragraph": "",
    "list": "List, items: {count}",
    "list.ordered": "Numbered list, items: {count}",
    "list.end": "End of list",
    "item": "Item {position} of {count}",
    "term": "Term {position} of {count}",
    "description": "Description",
    "table": "Table, rows: {rows}, columns: {columns}",
    "table.end": "End of table",
    "caption": "Caption",
    "row": "Row {position}",
    "header": "Header cell",
    "cell": "Cell",
    "figure": "Picture",
    "formula": "Formula",
    "note": "Note",
    "note.end": "End of note",
    "quote": "Quotation",
    "quote.end": "End of quotation",
    "contents": "Contents list, entries: {count}",
    "contents.end": "End of contents list",
    "entry": "Entry {position} of {count}",
    "continued": "Continued",
    "label": "Label: {label}",
    "headers": "Headers:",
    "empty": "Empty",
    "no-alternative": "Without a description",
    "link": "Link:",
    "call": "Reference to a note:",
    "expansion": "Full form:",
    "language": "Language {language}:",
    "cover": "Cover and contents",
}
"""what is announced, by role, and the name of what stands before the first document"""
DIFFERENCES = {
    "missing": "This is not in the PDF file.",
    "added": "This is not in the web page.",
    "order": "The PDF file and the web page say this at different places.",
    "role": "This is another kind of element in the PDF file than in the web page.",
    "level": "Heading level in the PDF file: {0}; in the web page: {1}.",
    "size": "The numbers of items, rows or columns differ.",
    "text": "The texts differ.",
    "language": "Languages in the PDF file: {0}; in the web page: {1}.",
    "headers": "The header cells that are announced differ.",
    "links": "Links in the PDF file: {0}; in the web page: {1}.",
    "expansion": "Abbreviations are explained in one of the two only, or in other words.",
}
"""how the PDF file is heard otherwise than the page"""
ACROSS = {
    "missing": "{language}: this is missing.",
    "order": "{language}: this stands at another place.",
    "sorted": "{language}: the items stand in another order, as they do where a list is sorted.",
    "role": "{language}: this is another kind of element.",
    "level": "{language}: the heading has another level.",
    "size": "{language}: the number of items, rows, columns or headers is another one.",
    "text": "{language}: only one of the two has a text.",
    "links": "{language}: the number of links is another one.",
}
"""how one language is built otherwise than the first"""
WORDS = (ANNOUNCED, DIFFERENCES, ACROSS)
COMMENTS = {
    "Picture": "Announced before the description of a picture",
    "Entry {position} of {count}": "Of a contents list",
    "Term {position} of {count}": "A term that is explained, in a list of terms",
    "Continued": "A paragraph goes on after something that stood within it, as a note",
    "Headers:": "Before the texts of the header cells of a table cell",
    "Empty": "A table cell without text",
    "Without a description": "A picture",
    "Link:": "Before the text of a link",
    "Full form:": "Between an abbreviation and what it stands for",
    "Language {language}:": "Before words in another language; {language} is a tag such as fr",
    "Label: {label}": "What stands before an item of a list, such as a)",
}
"""what translators are told of texts in the tables above"""
UNSAFE = re.compile(r"\s")
MOST_LISTED = 200
MOST_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents between which a reader moves, see `shelf_of`."""

    documents: tuple[tuple[str, str], ...]
    """stem and title of each, in order, `COVER` among them"""
    languages: tuple[Language, ...] = ()
    """those that have a reading view of the document, for the comparison; none where there is no comparison"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run as the template shows it."""

    before: tuple[str, ...]
    text: str
    language: str
    """"" where it is that of the utterance"""
    direction: str
    after: str
    expansion: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An utterance as the template shows it."""

    anchors: tuple[str, ...]
    depth: int
    words: str
    headers: tuple[str, ...]
    pieces: tuple[Piece, ...]
    language: str
    """"" where it is that of the report"""
    direction: str
    """"" where it is that of the report"""
    differences: tuple[str, ...]


def shelf_of(readings: Iterable[Reading], languages: Iterable[Language] = ()) -> Shelf:
    """Return the documents of a language by the first heading of each, or their stem; `languages` are compared."""
    return Shelf(
        tuple(
            (one.stem, next((said.text for said in one.pdf or one.html or () if said.role is Role.HEADING), one.stem))
            for one in readings
        ),
        tuple(languages),
    )


def anchor(block: str) -> str:
    """Return the id that a block has in the reading view.

    >>> anchor("b-29f0ce70")
    'block-b-29f0ce70'
    """
    return OF_BLOCK + UNSAFE.sub("-", block).translate(FORBIDDEN)


def reading_page(reading: Reading, shelf: Shelf, language: Language, texts: Texts) -> str:
    """Return the reading view of one document in one language: `build/reports/<language>/reading/<stem>.html`."""
    anchors: set[str] = set()
    sections = [
        (page, _shown(reading, left, True, anchors, texts), _shown(reading, right, False, anchors, texts))
        for page, left, right in by_page(reading)
    ]
    title = _title(shelf, reading.stem, texts)
    return render(
        "reading.html",
        texts,
        stem=reading.stem,
        is_cover=reading.stem == COVER,
        title=title,
        spoken=language,
        sections=sections,
        is_compared=reading.html is not None,
        count=len(reading.differences),
        listed=list(_listed(reading, texts)),
        more=max(0, len(reading.differences) - MOST_LISTED),
        steps=_steps(shelf, reading.stem, texts),
        others=[other for other in shelf.languages if other.tag != language.tag],
        comparison=href(f"../../reading/{reading.stem}.html") if shelf.languages else "",
        documents=_documents(shelf, texts),
        words=ANNOUNCED,
    )


def comparison_page(stem: str, shelf: Shelf, lines: Sequence[Line], texts: Texts) -> str:
    """Return one document in all languages of a shelf, a column each: `build/reports/reading/<stem>.html`."""
    anchors: set[str] = set()
    rows = [
        (
            _anchors((one for one in line.said if one is not None), anchors),
            announced(next(one for one in line.said if one is not None), texts),
            [None if one is None else list(_pieces(one, other.tag, texts)) for one, other in _cells(line, shelf)],
            [(ACROSS[kind], shelf.languages[number]) for kind, number in line.differences],
        )
        for line in lines
    ]
    return render(
        "reading_comparison.html",
        texts,
        stem=stem,
        title=_title(shelf, stem, texts),
        languages=shelf.languages,
        rows=rows,
        count=sum(len(line.differences) for line in lines),
        steps=_steps(shelf, stem, texts),
        documents=_documents(shelf, texts),
        words=ANNOUNCED,
    )


def by_page(reading: Reading) -> Iterator[tuple[int | None, list[int], list[int]]]:
    """Yield each page of the PDF with the utterances on it, and those of the web page that belong beside them.

    Both keep their order: what the web page says elsewhere than the PDF stands with what is around it in the web page.
    """
    pages: dict[int | None, tuple[list[int], list[int]]] = {}
    for number, one in enumerate(reading.pdf):
        pages.setdefault(one.page, ([], []))[0].append(number)
    beside = {right: reading.pdf[left].page for left, right in reading.pairs}
    order = {page: place for place, page in enumerate(pages)}
    current = next(iter(pages), None)
    moved = {one.html for one in reading.differences if one.kind == "order"}
    for number, _ in enumerate(reading.html or ()):
        page = beside.get(number, current)
        if number not in moved and order.get(page, -1) > order.get(current, -1):
            current = page
        pages.setdefault(current, ([], []))[1].append(number)
    for page, (left, right) in pages.items():
        yield page, left, right


def announced(said: Utterance, texts: Texts) -> str:
    """Return what is announced before the text of an utterance, "" for what is not."""
    key = _key(said)
    words = [texts(ANNOUNCED[key], **_numbers(said.facts))] if ANNOUNCED[key] else []
    if said.is_continued:
        words.append(texts(ANNOUNCED["continued"]))
    if not said.runs and said.role in (Role.CELL, Role.HEADER):
        words.append(texts(ANNOUNCED["empty"]))
    if not said.runs and said.role in (Role.FIGURE, Role.FORMULA):
        words.append(texts(ANNOUNCED["no-alternative"]))
    return ". ".join(words)


def _key(said: Utterance) -> str:
    role = said.role.value
    if said.is_end:
        return f"{role}.end"
    if said.role is Role.HEADING and said.facts.level is None:
        return "heading.plain"
    if said.role in (Role.ITEM, Role.TERM, Role.ENTRY) and said.facts.position is None:
        return "paragraph"
    return "list.ordered" if said.role is Role.LIST and said.facts.is_ordered else role


def _numbers(facts: Facts) -> dict[str, int]:
    found = {name: getattr(facts, name) for name in ("level", "count", "position", "rows", "columns")}
    return {name: 0 if value is None else value for name, value in found.items()}


def _shown(
    reading: Reading, numbers: Iterable[int], is_pdf: bool, anchors: set[str], texts: Texts
) -> list[Shown]:  # fmt: skip
    said = (reading.pdf if is_pdf else reading.html) or ()
    differing: dict[int | None, list[str]] = {}
    for one in reading.differences:
        differing.setdefault(one.pdf if is_pdf else one.html, []).append(_difference(one, texts))
    return [_utterance(said[number], tuple(differing.get(number, ())), anchors, texts) for number in numbers]


def _utterance(said: Utterance, differences: tuple[str, ...], anchors: set[str], texts: Texts) -> Shown:
    label = _label(said)
    words = [announced(said, texts), texts(ANNOUNCED["label"], label=label) if label else ""]
    return Shown(
        _anchors((said,), anchors),
        min(said.depth, MOST_DEPTH),
        ". ".join(filter(None, words)),
        said.facts.headers,
        tuple(_pieces(said, said.language, texts)),
        "" if said.language == texts.language else said.language,
        "" if said.direction == texts.direction else said.direction,
        differences,
    )


def _label(said: Utterance) -> str:
    """Return what is drawn before an item or a note, where its position does not say it, or its place."""
    label = (said.facts.label or "").strip()
    plain = "".join(character for character in label if character.isalnum())
    is_known = plain == str(said.facts.position) or (said.role is Role.NOTE and plain.isdecimal())
    return label if plain and not is_known else ""


def _pieces(said: Utterance, language: str, texts: Texts) -> Iterator[Piece]:
    for run in said.runs:
        is_other = run.language != language
        yield Piece(
            tuple(_before(run, is_other, texts)),
            run.text,
            run.language if is_other else "",
            run.direction,
            texts(ANNOUNCED["expansion"]) if run.expansion else "",
            run.expansion or "",
        )


def _before(run: Run, is_other: bool, texts: Texts) -> Iterator[str]:
    if run.kind is not Kind.TEXT:
        yield texts(ANNOUNCED[run.kind.value])
    if is_other and run.text.strip():
        yield texts(ANNOUNCED["language"], language=run.language or "?")


def _anchors(said: Iterable[Utterance], known: set[str]) -> tuple[str, ...]:
    """Return the ids that are first met here, and note them."""
    found = [anchor(name) for one in said for id in one.path for name in _names(id, one.path)]
    fresh = tuple(name for name in dict.fromkeys(found) if name not in known)
    known.update(fresh)
    return fresh


def _names(id: str, path: Sequence[str]) -> Iterator[str]:
    """Yield the id of a block, and the one it has in its own page where another document has the same."""
    yield id
    stem = path[0].partition("-")[2]
    if stem and id.startswith(f"{stem}-"):
        yield id.removeprefix(f"{stem}-")


def _difference(one: Difference, texts: Texts) -> str:
    return texts(DIFFERENCES[one.kind], *one.values)


def _listed(reading: Reading, texts: Texts) -> Iterator[tuple[str, str, str, Utterance]]:
    """Yield address, sentence, and utterance of each difference, as far as they are listed."""
    for one in reading.differences[:MOST_LISTED]:
        said = reading.pdf[one.pdf] if one.pdf is not None else (reading.html or ())[one.html or 0]
        yield f"#{anchor(said.block)}" if said.block else "", _difference(one, texts), announced(said, texts), said


def _title(shelf: Shelf, stem: str, texts: Texts) -> str:
    return dict(_documents(shelf, texts)).get(stem, stem)


def _documents(shelf: Shelf, texts: Texts) -> list[tuple[str, str]]:
    """Return stem and title of every document; the cover is named in the language of the report."""
    return [(stem, texts(ANNOUNCED["cover"]) if stem == COVER else title) for stem, title in shelf.documents]


def _steps(shelf: Shelf, stem: str, texts: Texts) -> Mapping[str, tuple[str, str]]:
    """Return the documents before and after one."""
    documents = _documents(shelf, texts)
    place = next((number for number, (name, _) in enumerate(documents) if name == stem), None)
    if place is None:
        return {}
    found = {"previous": documents[place - 1 : place], "next": documents[place + 1 : place + 2]}
    return {name: rows[0] for name, rows in found.items() if rows}


def _cells(line: Line, shelf: Shelf) -> Iterator[tuple[Utterance | None, Language]]:
    return zip(line.said, shelf.languages, strict=True)
