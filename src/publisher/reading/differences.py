"""Where a PDF file is heard otherwise than its page: the utterances of both, block by block."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from publisher.model.pdf_structure import Structure
from publisher.model.speech import DOCUMENT, Difference, Facts, Kind, Reading, Role, Utterance
from publisher.pages.page import Page, notes_of, with_notes_at_calls
from publisher.pages.rising import longest_rising
from publisher.reading.from_page import speech_of_page
from publisher.reading.from_pdf import speech_of_pdf

MARKS_OF_QUOTATION = frozenset("\"'«»‹›“”„‟‘’‚‛「」『』")
"""a `q` of HTML has none of its own; the style draws them in the PDF"""
MOST_COMPARED = 400
"""utterances of one block that are paired by what they say; more are paired by their order"""

Spoken = tuple[Utterance, ...]


def readings(structure: Structure, pages: Sequence[Page]) -> tuple[Reading, ...]:
    """Return what is heard of a PDF file beside its pages, a reading per document.

    What stands before the first document, as the cover, has no page. A document without a page is not compared; one
    that is not in the PDF comes last.
    """
    moved = notes_of(pages) - {element.id for element in structure.walk() if element.type != "Note"}
    heard = {page.scope or "": speech_of_page(with_notes_at_calls(page, moved)) for page in pages}
    spoken = dict(by_document(speech_of_pdf(structure)))
    return tuple(compared(document, spoken.get(document, ()), heard.get(document)) for document in {**spoken, **heard})


def by_document(said: Iterable[Utterance]) -> Iterator[tuple[str, Spoken]]:
    """Yield the id and the utterances of each document, in the order they are first heard; "" for those in none."""
    found: dict[str, list[Utterance]] = {}
    for one in said:
        found.setdefault(next((id for id in one.path if id.startswith(DOCUMENT)), ""), []).append(one)
    for document, spoken in found.items():
        yield document, tuple(spoken)


def compared(document: str, pdf: Spoken, html: Spoken | None) -> Reading:
    """Return one document with the differences between what is heard in the PDF and in the page, if there is one."""
    if html is None:
        return Reading(document, pdf)
    pairs = sorted(paired(pdf, html))
    kept = {pairs[place] for place in longest_rising([right for _, right in pairs])}
    found = [*unpaired(pdf, html, pairs)]
    for left, right in pairs:
        if (left, right) not in kept and not pdf[left].is_end:
            found.append(Difference("order", left, right))
        found += (Difference(kind, left, right, words) for kind, words in between(pdf[left], html[right]))
    found.sort(key=lambda one: (one.pdf is None, one.pdf or 0, one.html or 0))
    return Reading(document, pdf, html, tuple(pairs), tuple(found))


def paired(pdf: Spoken, html: Spoken) -> Iterator[tuple[int, int]]:
    """Yield the numbers of utterances that belong together: those of one block, in their order."""
    known = {id for one in pdf for id in one.path} & {id for one in html for id in one.path}
    left, right = places(pdf, known), places(html, known)
    for block, numbers in left.items():
        yield from within(pdf, html, numbers, right.get(block, []))


def places(said: Spoken, known: Collection[str]) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of utterances by block, the nearest that both know; cells apart, since rows end early."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(said):
        block = next((id for id in reversed(one.path) if id in known), "")
        apart = "cells" if one.role in (Role.CELL, Role.HEADER) else ""
        found.setdefault((block, apart), []).append(number)
    return found


def within(pdf: Spoken, html: Spoken, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one block."""
    if len(left) == len(right) or max(len(left), len(right)) > MOST_COMPARED:
        yield from zip(left, right, strict=False)
        return
    keys, others = [
        [(one.role, one.is_end, letters(one)) for one in map(said.__getitem__, numbers)]
        for said, numbers in ((pdf, left), (html, right))
    ]
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    for tag, start, end, other, until in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            yield from zip(left[start:end], right[other:until], strict=False)


def unpaired(pdf: Spoken, html: Spoken, pairs: Iterable[tuple[int, int]]) -> Iterator[Difference]:
    """Yield what only one of the two says; an empty cell that fills a row of a PDF is nothing."""
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    for number, one in enumerate(pdf):
        is_filler = one.role is Role.CELL and not one.runs
        if number not in lefts and not one.is_end and not is_filler:
            yield Difference("added", number, None)
    for number, one in enumerate(html):
        if number not in rights and not one.is_end:
            yield Difference("missing", None, number)


def between(pdf: Utterance, html: Utterance) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kinds of differences between two utterances, with what both say where that can be quoted."""
    if pdf.role != html.role:
        yield "role", (pdf.role.value, html.role.value)
    elif pdf.facts.level != html.facts.level:
        yield "level", (str(pdf.facts.level or ""), str(html.facts.level or ""))
    elif size(pdf.facts) != size(html.facts):
        yield "size", ()
    if not pdf.is_end:
        yield from words(pdf, html)


def words(pdf: Utterance, html: Utterance) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kinds of differences between the words of two utterances, and those of their headers."""
    if not is_same(pdf, html):
        yield "text", ()
    elif languages(pdf) != languages(html):
        yield "language", (", ".join(sorted(languages(pdf))), ", ".join(sorted(languages(html))))
    headers, others = pdf.facts.headers, html.facts.headers
    if headers != others and as_compared(headers) != as_compared(others):
        yield "headers", ()
    if count(pdf, Kind.LINK) != count(html, Kind.LINK):
        yield "links", (str(count(pdf, Kind.LINK)), str(count(html, Kind.LINK)))
    if expansions(pdf) != expansions(html):
        yield "expansion", ()


def size(facts: Facts) -> tuple[int | None, ...]:
    """Return the numbers that are announced with a role."""
    return facts.count, facts.position, facts.rows, facts.columns


def letters(utterance: Utterance) -> str:
    """Return what an utterance says as it is compared: without spaces, capitals and marks of quotation.

    Calls of notes are left out: a style numbers them.
    """
    return bare("".join(run.text for run in utterance.runs if run.kind is not Kind.CALL))


def bare(text: str) -> str:
    """Return a text without spaces, capitals, marks of quotation and characters that have no sound."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        character for character in plain
        if not character.isspace() and character not in MARKS_OF_QUOTATION and unicodedata.category(character) != "Cf"
    )  # fmt: skip


def is_same(pdf: Utterance, html: Utterance) -> bool:
    """Whether two utterances say the same words."""
    if pdf.runs == html.runs or letters(pdf) == letters(html):
        return True
    return is_same_by_eye(pdf, html) or is_numbered(pdf, html)


def is_same_by_eye(pdf: Utterance, html: Utterance) -> bool:
    """Whether two texts may be drawn alike: from right to left, a PDF does not say in which order they are said."""
    if "rtl" not in (pdf.direction, html.direction):
        return False
    return unmirrored(letters(pdf)) == unmirrored(letters(html))


def is_numbered(pdf: Utterance, html: Utterance) -> bool:
    """Whether an entry of a contents list of the PDF says the same, and the number of a page."""
    said, heard = letters(html), letters(pdf)
    return pdf.role is html.role is Role.ENTRY and heard.startswith(said) and heard[len(said) :].isdecimal()


def unmirrored(text: str) -> Counter[str]:
    """Count characters; brackets that mirror each other count as one."""
    return Counter("(" if unicodedata.mirrored(character) else character for character in text)


def as_compared(headers: Sequence[str]) -> list[Counter[str]]:
    """Return headers as they are compared."""
    return [unmirrored(bare(text)) for text in headers]


def languages(utterance: Utterance) -> set[str]:
    """Return the languages in which letters are said."""
    return {
        run.language.lower()
        for run in utterance.runs
        if run.kind is not Kind.CALL and any(unicodedata.category(character)[0] == "L" for character in run.text)
    }


def count(utterance: Utterance, kind: Kind) -> int:
    """Return how many runs of a kind there are, those that follow each other in parts being one."""
    return sum(found is kind for found, _ in groupby(run.kind for run in utterance.runs))


def expansions(utterance: Utterance) -> set[str]:
    """Return the expansions that are said."""
    return {bare(said) for said in {run.expansion for run in utterance.runs} if said}
