"""What a person still has to judge: questions, with links and pictures of the places to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from pathlib import PurePosixPath
from unicodedata import normalize

from publisher.model.dossier import Dossier
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.judgement import Look
from publisher.model.texts import Texts
from publisher.reports.environment import href
from publisher.reports.grouping import Anchors, Said, message, plain
from publisher.reports.links import HOME, address, in_page


@dataclass(frozen=True, slots=True)
class Seen:
    """A place to look at."""

    look: Look
    href: str | None
    picture: str | None
    """relative to the report"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that nobody has answered."""

    assertion: Assertion
    anchor: str
    """id in the report"""
    text: Said
    row: str | None
    """id of the row in the tables of the report that it would decide"""
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class OfKind:
    """The questions about one kind of rendition."""

    kind: str
    """`pdf` or `html`"""
    questions: tuple[Asked, ...]


def owed(dossier: Dossier, texts: Texts, anchors: Anchors, rows: Mapping[str, str]) -> tuple[OfKind, ...]:
    """Return what a person still has to judge, PDF files first; `rows` are the ids of table rows by rule."""
    questions = {question.id: question for question in dossier.questions}
    listed = sorted((item for item in dossier.evidence.assertions if item.is_owed), key=_kind, reverse=True)
    asked = []
    # Many questions have the same places to look at.
    places = cache(partial(_seen, dossier=dossier))
    for item in listed:
        question = questions.get(item.finding.rule)
        text = message(item, texts) if question is None else plain(question.text, texts)
        looks = () if question is None else question.look
        seen = tuple(places(look, item.subject) for look in looks)
        asked.append(Asked(item, anchors.new(item), text, rows.get(item.finding.rule), seen))
    return tuple(OfKind(kind, tuple(same)) for kind, same in groupby(asked, key=lambda one: _kind(one.assertion)))


def _kind(item: Assertion) -> str:
    return item.subject.kind


def _seen(look: Look, subject: TestSubject, dossier: Dossier) -> Seen:
    # What a PDF file says of a text may hold its vowel signs in any order; a page has them in one.
    shown = replace(look, text=normalize("NFC", look.text))
    return Seen(shown, _address(look, subject, dossier), None if look.picture is None else href(f"../{look.picture}"))


def _address(look: Look, subject: TestSubject, dossier: Dossier) -> str | None:
    """Return where a place is: on the page of the PDF file, where its block is in the web page, or that page."""
    tag = dossier.language.tag
    if subject.kind == "pdf":
        return address(HOME.format(tag), subject.path, f"page={look.page}" if look.page else "")
    trace = dossier.traces.get(look.block or "")
    of_block = None if trace is None else in_page(trace, tag)
    if of_block or not look.file:
        return of_block
    # In PDF files an id begins with its document where others have the same; in pages it does not.
    return href(f"../../{tag}/html/{look.file}", (look.block or "").removeprefix(f"{PurePosixPath(look.file).stem}-"))
