"""Evidence -> the files of a report: pages for people, forms for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from publisher.conformance import criteria, matterhorn
from publisher.languages import language
from publisher.model.changes import Changes
from publisher.model.conformance import Row
from publisher.model.dossier import Dossier
from publisher.model.evidence import Evidence
from publisher.model.judgement import Question
from publisher.model.language import Language
from publisher.model.publication import Publication
from publisher.model.speech import COVER, Reading
from publisher.pipeline.interface import interface_texts
from publisher.pipeline.readback import ReadBack
from publisher.pipeline.tracing import Tracer
from publisher.reading.across import across
from publisher.reports import csv, earl, html, json, junit, openacr, sarif
from publisher.reports.reading_view import Shelf, comparison_page, reading_page, shelf_of
from publisher.reports.statement import statement

HOME = "build/reports/"
REPORT = f"{HOME}index.html"
FINDINGS = f"{HOME}findings.json"
OVERVIEW = "overview.{}.html"
SCHEMA = "findings.schema.json"
FORMS = {
    "json": "findings.json",
    "schema": SCHEMA,
    "earl": "earl.jsonld",
    "sarif": "findings.sarif",
    "junit": "junit.xml",
    "csv": "findings.csv",
    "openacr": f"openacr-{openacr.EDITIONS[1]}.yaml",
}
"""forms of all languages together, relative to `build/reports/`"""
Files = dict[str, bytes]
"""by path from the publication"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard in one language, document by document."""

    language: Language
    readings: Mapping[str, Reading]
    """by stem, in reading order"""


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: what was found out, and the renditions it was found out of."""

    publication: Publication
    evidence: Evidence
    """of the languages that were audited now"""
    earlier: Mapping[str, Evidence]
    """of other languages, from the reports on disk, by language"""
    built: tuple[ReadBack, ...]
    questions: Mapping[str, tuple[Question, ...]]
    """what only a person can judge, by language"""
    changes: Changes | None
    beside: tuple[ReadBack, ...] = ()
    """renditions of other languages as they are now: not audited, but compared in what is heard"""

    @property
    def all(self) -> Evidence:
        """The evidence of all languages whose report is there, in the order of the publication."""
        parts = {tag: self.evidence.of(tag) for tag in self.evidence.languages} | dict(self.earlier)
        ordered = [parts[tag] for tag in self.publication.all_languages if tag in parts]
        return replace(
            self.evidence,
            languages=tuple(tag for tag in self.publication.all_languages if tag in parts),
            checkers=tuple(dict.fromkeys(name for part in ordered for name in part.checkers)),
            subjects=tuple(subject for part in ordered for subject in part.subjects),
            assertions=tuple(item for part in ordered for item in part.assertions),
        )


def report_files(audit: Audit, tracer: Tracer) -> Files:
    """Return all files of the reports."""
    made: Files = {}
    spoken = {built.tag: _heard(built) for built in (*audit.built, *audit.beside)}
    heard = [spoken[tag] for tag in audit.publication.all_languages if tag in spoken]
    dossiers = [
        replace(_dossier(audit, built, tracer, made), reading=_reading(spoken[built.tag], heard, made))
        for built in audit.built
    ]
    for dossier in dossiers:
        made |= _of_language(dossier)
    made |= {f"{HOME}reading/{name}": text.encode() for name, text in _comparisons(heard, audit.publication).items()}
    made |= _forms(audit, _criteria(audit, dossiers))
    made |= _overviews(audit, dossiers)
    return made


def _reading(spoken: Heard, heard: Sequence[Heard], made: Files) -> tuple[str, ...]:
    """Return the pages of the reading view of a language, relative to its report, and add them to `made`.

    The page of what stands before the first document is in none of them, but leads to it.
    """
    read = _reading_pages(spoken, heard)
    made |= {f"{HOME}{spoken.language.tag}/{name}": text.encode() for name, text in read.items()}
    return tuple(name for name in read if not name.endswith(f"/{COVER}.html"))


def _dossier(audit: Audit, built: ReadBack, tracer: Tracer, made: Files) -> Dossier:
    """Return what the report of a language is made of; pictures that questions show are added to `made`."""
    own = audit.evidence.of(built.tag)
    asked, pictures = built.with_pictures(audit.questions[built.tag])
    made |= {f"{HOME}{name}": data for name, data in pictures.items()}
    named = [item.finding.id for item in own.defects if item.finding.id]
    named += [look.block for question in asked for look in question.look if look.block]
    return Dossier(
        built.language,
        audit.publication,
        own,
        tuple(
            (subject.tested, matterhorn.table(own.assertions, built.census_of(subject), subject.tested))
            for subject in built.pdfs
        ),
        criteria.table(own.assertions, built.census["html"], built.census["pdf"], built.tag),
        asked,
        tracer.by_name(dict.fromkeys(named)),
        None if audit.changes is None else _changes_of(audit.changes, built.tag),
    )


def _changes_of(changes: Changes, tag: str) -> Changes:
    return Changes(
        tuple(item for item in changes.new if item.subject.language == tag),
        tuple(item for item in changes.known if item.subject.language == tag),
        tuple(row for row in changes.mended if row.language == tag),
    )


def _changes_of_all(audit: Audit) -> Changes | None:
    """Return the changes with what stands in the reports of other languages: nobody looked, so that it is known."""
    if audit.changes is None:
        return None
    standing = (item for own in audit.earlier.values() for item in own.defects)
    return replace(audit.changes, known=(*audit.changes.known, *standing))


def _of_language(dossier: Dossier) -> Files:
    tag = dossier.language.tag
    texts, home = interface_texts(tag), f"{HOME}{tag}/"
    forms = {"statement": "statement.html"} | ({"reading": dossier.reading[0]} if dossier.reading else {})
    forms |= {"overview": f"../{OVERVIEW.format(tag)}", "json": "findings.json", "schema": f"../{SCHEMA}"}
    return {
        f"{home}index.html": html.report(dossier, texts, forms).encode(),
        f"{home}statement.html": statement(dossier, texts).encode(),
        f"{home}findings.json": _json(dossier.evidence),
    }


def _forms(audit: Audit, rows: Sequence[Row]) -> Files:
    everything = audit.all
    made = {
        "json": _json(everything),
        "schema": (files("publisher.reports") / "schemas" / SCHEMA).read_bytes(),
        "earl": _text(json.spread(earl.document(everything), 2)),
        "sarif": _text(json.spread(sarif.evidence_log(everything, _changes_of_all(audit)), 4)),
        "junit": _text(junit.evidence_suites(everything)),
        "csv": csv.table(everything).encode("utf-8", "replace"),
    }
    named = {f"{HOME}{FORMS[key]}": data for key, data in made.items()}
    editions = {
        f"openacr-{name}.yaml": openacr.acr(name, rows, everything, audit.publication) for name in openacr.EDITIONS
    }
    return named | {f"{HOME}{name}": _text(text) for name, text in editions.items()}


def _criteria(audit: Audit, dossiers: Sequence[Dossier]) -> list[Row]:
    """Return how the criteria stand in all languages, those audited earlier too, in the order of the publication."""
    now = {dossier.language.tag: dossier.criteria for dossier in dossiers}
    earlier = {tag: criteria.table(own.assertions, {}, {}, tag) for tag, own in audit.earlier.items()}
    known = {**earlier, **now}
    return [row for tag in audit.publication.all_languages for row in known.get(tag, ())]


def _overviews(audit: Audit, dossiers: Sequence[Dossier]) -> Files:
    """Return the overview in every language; the one at the top is in the language of the source."""
    now = {dossier.language.tag: dossier for dossier in dossiers}
    rows = [_summary(tag, now.get(tag), audit) for tag in audit.all.languages]
    names = {tag: OVERVIEW.format(tag) for tag in audit.publication.all_languages}
    made = {
        f"{HOME}{name}": html.overview(rows, interface_texts(tag), FORMS, names).encode() for tag, name in names.items()
    }
    return made | {REPORT: made[f"{HOME}{names[audit.publication.source_language]}"]}


def _summary(tag: str, dossier: Dossier | None, audit: Audit) -> html.Summary:
    forms = {"statement": f"{tag}/statement.html"}
    if dossier is not None:
        first = next(iter(dossier.reading), None)
        forms |= {"reading": f"{tag}/{first}"} if first else {}
        return html.Summary(dossier.language, dossier.evidence, dossier.matterhorn, forms)
    own = audit.earlier[tag]
    # What there is in a file is counted again where it is still the one that was audited.
    there = {pdf.tested: built.census_of(pdf) for built in audit.beside for pdf in built.pdfs}
    tables = tuple(
        (subject, matterhorn.table(own.assertions, there.get(subject, {}), subject))
        for subject in own.subjects
        if subject.kind == "pdf"
    )
    return html.Summary(language(tag), own, tables, forms, is_earlier=True)


def _heard(built: ReadBack) -> Heard:
    """Return what is heard in a language: of the PDF file beside its pages."""
    return Heard(built.language, {reading.stem: reading for reading in built.readings})


def _reading_pages(spoken: Heard, heard: Sequence[Heard]) -> dict[str, str]:
    """Return the reading view of a language, by path from its report."""
    texts = interface_texts(spoken.language.tag)
    shelves = {stem: _shelf(spoken, _sharing(stem, heard)) for stem in spoken.readings}
    return {
        f"reading/{stem}.html": reading_page(reading, shelves[stem], spoken.language, texts)
        for stem, reading in spoken.readings.items()
    }


def _comparisons(heard: Sequence[Heard], publication: Publication) -> dict[str, str]:
    """Return the reading views of all languages beside each other, by name."""
    texts = interface_texts(publication.source_language)
    made = {}
    for stem in dict.fromkeys(stem for one in heard for stem in one.readings):
        shown = _sharing(stem, heard)
        if len(shown) > 1:
            lines = across([one.readings[stem].pdf for one in shown])
            made[f"{stem}.html"] = comparison_page(stem, _shelf(shown[0], shown), lines, texts)
    return made


def _sharing(stem: str, heard: Sequence[Heard]) -> list[Heard]:
    """Return what is heard in the languages that have a document."""
    return [one for one in heard if stem in one.readings]


def _shelf(spoken: Heard, sharing: Sequence[Heard]) -> Shelf:
    """Return the documents of a language, and the languages that one of them can be compared in."""
    compared = [one.language for one in sharing] if len(sharing) > 1 else []
    return shelf_of(spoken.readings.values(), compared)


def _json(evidence: Evidence) -> bytes:
    return _text(json.spread(json.evidence(evidence), 2))


def _text(text: str) -> bytes:
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")
