"""The accessibility statement of one language: what the model of the European Union asks for, and facts only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from urllib.parse import quote

from publisher.languages import language
from publisher.languages.values import written
from publisher.model.conformance import Row
from publisher.model.data import Format, Kind
from publisher.model.dossier import Dossier
from publisher.model.evidence import Assertion, Evidence, Mode
from publisher.model.finding import Outcome
from publisher.model.publication import Publication
from publisher.model.requirement import Criterion
from publisher.model.texts import Texts
from publisher.reports import grouping
from publisher.reports.environment import render
from publisher.reports.openacr import ADDRESS
from publisher.standards.wcag import criteria

PARTS = ("scope", "status", "content", "preparation", "contact", "enforcement", "missing")
"""sections of the model of Decision (EU) 2018/1523, in its order; the last is for the publisher"""
MODELS: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "scope", "status", "results", "content", "preparation", "technologies", "environment", "tools", "tested",
        "contact", "enforcement", "missing",
    ),
}  # fmt: skip
"""sections where a country has a model of its own, by language: France's follows the RGAA"""
MOST_PLACES = 100
"""places of one criterion that are listed; the report of the audit has all"""
DATE = Format(Kind.DATE)
TECHNOLOGIES = {"html": ("HTML", "CSS"), "pdf": ("PDF",)}
"""what renditions rely upon, by their kind: they can be read without any script"""
WORDS = {
    "full": "This publication is fully compliant with the requirements named here.",
    "partial": "This publication is partially compliant with the requirements named here, for the reasons given below.",
    "none": "This publication is not compliant with the requirements named here, for the reasons given below.",
    "untested": "This publication is not compliant: nothing was tested, so that nothing is known.",
    "html": "Web pages",
    "pdf": "PDF file",
    "law": "the law that applies, where there is one",
    "burden": "content that the publisher does not have to make accessible, or cannot without undue burden, if any",
    "date": "the date of this statement",
    "address": "an address to which readers report barriers and ask for another format",
    "body": "the body that enforces the law, and how to reach it",
    "users": "with which browsers and assistive technologies persons have tested",
}

COMMENTS = {
    WORDS["law"]: "Item of the list of what the publisher has to complete",
    WORDS["burden"]: "Item of the list of what the publisher has to complete; exemptions of the accessibility law",
    WORDS["date"]: "Item of the list of what the publisher has to complete",
    WORDS["address"]: "Item of the list of what the publisher has to complete",
    WORDS["body"]: "Item of the list of what the publisher has to complete; in France: voies de recours",
    WORDS["users"]: "Item of the list of what the publisher has to complete",
}
"""what translators are told of texts in `WORDS`"""


class Status(StrEnum):
    """How far a publication complies, in the terms of the model."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNTESTED = "untested"
    """also not compliant, because nothing is known"""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands against one criterion in one kind of rendition, or against none of the criteria."""

    criterion: Criterion | None
    kind: str
    en: str | None
    number: int
    places: tuple[Mapping[str, object], ...]
    """the first of them, each `item` with its `message`"""


def statement(dossier: Dossier, texts: Texts) -> str:
    """Return the statement as a page in the language of `texts`; a country's own model is chosen by that language."""
    evidence, publication = dossier.evidence, dossier.publication
    rows = dossier.criteria
    return render(
        "statement.html",
        texts,
        parts=MODELS.get(texts.language, PARTS),
        words=WORDS,
        edition=dossier.language,
        source=language(publication.source_language),
        publication=publication,
        evidence=evidence,
        counts=evidence.counts,
        status=status(rows, evidence),
        standing=standing(rows),
        failed=_found(rows, evidence, Outcome.FAILED, texts),
        undecided=_found(rows, evidence, Outcome.CANT_TELL, texts),
        not_run=[{"item": item, "message": grouping.message(item, texts)} for item in _not_run(evidence)],
        owed=_owed(evidence, texts),
        persons=_persons(evidence),
        technologies=_technologies(evidence),
        prepared=_prepared(evidence, texts.language),
        dated=None if publication.date is None else written(publication.date, DATE, texts.language),
        contact=_contact(publication),
        missing=[WORDS[key] for key in _missing(dossier, texts)],
    )


def status(rows: Sequence[Row], evidence: Evidence) -> Status:
    """Return how far a publication complies.

    Fully: nothing failed, nothing is left to be decided, by whomever, and nothing was missed. Not: more than half of
    the criteria that apply failed, or neither a program nor a person tested any. Partially: all else.
    """
    counts = evidence.counts
    known = [row for row in rows if row.outcome in (Outcome.PASSED, Outcome.FAILED)]
    tested = known or any(row.checkers for row in rows)
    applying = [row for row in rows if row.outcome is not Outcome.INAPPLICABLE]
    failed = sum(row.outcome is Outcome.FAILED for row in rows)
    if not tested:
        return Status.UNTESTED
    if failed * 2 > len(applying):
        return Status.NONE
    is_open = any(row.outcome is not Outcome.PASSED for row in applying) or any(map(_is_left_open, evidence.assertions))
    return Status.PARTIAL if is_open or counts.failed or counts.not_run or counts.owed else Status.FULL


def _is_left_open(item: Assertion) -> bool:
    """Whether a person could not tell; what a program could not tell is settled by a person, in the rows."""
    return item.mode is Mode.MANUAL and item.outcome is Outcome.CANT_TELL


def standing(rows: Iterable[Row]) -> Mapping[str, int]:
    """Return how many requirements are met, not met, open, and do not apply: a criterion counts for each kind of file.

    >>> standing([])
    {'met': 0, 'unmet': 0, 'open': 0, 'void': 0}
    """
    names = {Outcome.PASSED: "met", Outcome.FAILED: "unmet", Outcome.INAPPLICABLE: "void"}
    found = {"met": 0, "unmet": 0, "open": 0, "void": 0}
    for row in rows:
        found[names.get(row.outcome, "open")] += 1
    return found


def _found(rows: Sequence[Row], evidence: Evidence, outcome: Outcome, texts: Texts) -> list[Found]:
    """Return all assertions with an outcome: by criterion, and those that no criterion asks for at the end."""
    found: list[Found] = []
    told: set[int] = set()
    for row in rows:
        items = [item for item in row.defects if item.outcome is outcome]
        if items:
            found.append(_against(criteria()[row.id], row.kind, row.en, items, texts))
            told.update(map(id, items))
    others = [item for item in evidence.assertions if item.outcome is outcome and id(item) not in told]
    for kind in ("html", "pdf"):
        items = [item for item in others if item.subject.kind == kind]
        if items:
            found.append(_against(None, kind, None, items, texts))
    return found


def _against(criterion: Criterion | None, kind: str, en: str | None, items: Sequence[Assertion], texts: Texts) -> Found:
    places = tuple({"item": item, "message": grouping.message(item, texts)} for item in items[:MOST_PLACES])
    return Found(criterion, kind, en, len(items), places)


def _not_run(evidence: Evidence) -> list[Assertion]:
    return [item for item in evidence.assertions if item.is_not_run]


def _owed(evidence: Evidence, texts: Texts) -> list[tuple[str, list[grouping.Said]]]:
    """Return what persons are still asked, by kind of rendition, pages first."""
    owed = sorted((item for item in evidence.assertions if item.is_owed), key=_kind)
    return [(kind, [_question(item, texts) for item in same]) for kind, same in groupby(owed, key=_kind)]


def _kind(item: Assertion) -> str:
    return item.subject.kind


def _question(item: Assertion, texts: Texts) -> grouping.Said:
    asked = grouping.question_of(item.finding.rule)
    return grouping.plain(asked, texts) if asked else grouping.message(item, texts)


def _persons(evidence: Evidence) -> list[str]:
    """Return the names of those who judged, in the order of their first judgement."""
    judged = (item for item in evidence.assertions if item.mode is Mode.MANUAL)
    return list(dict.fromkeys(item.finding.checker for item in judged if item.finding.checker))


def _prepared(evidence: Evidence, tag: str) -> str | None:
    """Return the day of the audit as a language writes it; None when nobody says."""
    return None if evidence.date is None else written(date.fromisoformat(evidence.date[:10]), DATE, tag)


def _technologies(evidence: Evidence) -> list[str]:
    kinds = {subject.kind for subject in evidence.subjects}
    return [name for kind, names in TECHNOLOGIES.items() if kind in kinds for name in names]


def _contact(publication: Publication) -> Mapping[str, str | None] | None:
    """Return the address readers write to, and where it leads; None when the publication names none."""
    text = publication.contact
    if not text:
        return None
    if ADDRESS.fullmatch(text):
        return {"text": text, "href": f"mailto:{quote(text, safe='@.+-_', errors='replace')}"}
    is_page = text.startswith(("https://", "http://")) and not text.split()[1:]
    return {"text": text, "href": quote(text, safe="/:?#[]@!$&'()*+,;=%-._~", errors="replace") if is_page else None}


def _missing(dossier: Dossier, texts: Texts) -> list[str]:
    """Return what this program cannot know, as keys of `WORDS`."""
    found = {
        "law": True,
        "burden": True,
        "date": dossier.evidence.date is None,
        "address": not dossier.publication.contact,
        "body": True,
        "users": "environment" in MODELS.get(texts.language, PARTS),
    }
    return [key for key, is_missing in found.items() if is_missing]
