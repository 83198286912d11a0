"""The evidence as accessible pages: a report for each language, in that language, and an overview of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from publisher.languages import language
from publisher.model.conformance import Row
from publisher.model.dossier import Dossier
from publisher.model.evidence import Evidence, TestSubject
from publisher.model.language import Language
from publisher.model.texts import Texts
from publisher.reports import grouping, links, wording
from publisher.reports.environment import href, render
from publisher.reports.owed import Asked, OfKind, Seen, owed
from publisher.reports.standing import criteria_of, figures_of, ids_of, tables
from publisher.reports.verdict import verdict
from publisher.standards.matterhorn import conditions
from publisher.standards.wcag import criteria

LISTS = {
    "failed": ("What failed", "There is one entry for each rule that is broken, with all its places."),
    "cantTell": ("What programs could not decide", "A person has to look at each of these places."),
    "notRun": ("What was not run", "Nobody knows what these tests would have said."),
}
"""titles of the lists of findings and what is said of them, by the key of their outcome"""
DOCUMENTS = {"overview": "All languages", "statement": "Accessibility statement", "reading": "Reading view"}
"""documents for people, by the keys that `report`, `overview` and `Summary` take"""
FORMS = {
    **DOCUMENTS,
    "json": "JSON",
    "schema": "JSON Schema",
    "earl": "EARL (JSON-LD)",
    "sarif": "SARIF",
    "junit": "JUnit XML",
    "csv": "CSV",
    "openacr": "OpenACR (YAML)",
}
"""these, and the forms for programs, whose names stay as they are"""
WORDS = (LISTS, DOCUMENTS)
NO_FORMS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Summary:
    """What the overview says of one language; all of it can be had from the evidence of that language alone."""

    language: Language
    evidence: Evidence
    """of this language, from this audit or from an earlier one"""
    matterhorn: tuple[tuple[TestSubject, tuple[Row, ...]], ...] = ()
    """the 137 rows for each PDF file"""
    forms: Mapping[str, str] = field(default_factory=dict)
    """other documents about this language, keys of `FORMS`: path relative to `build/reports/`"""
    is_earlier: bool = False
    """whether it was not audited this time: the report on disk is shown"""


def report(dossier: Dossier, texts: Texts, forms: Mapping[str, str] = NO_FORMS) -> str:
    """Return the report of one language; `texts` are those of the language the report is written in.

    `forms` are the other documents about this language, keys of `FORMS`: path relative to the report. Where no
    overview is named, it is the page above.
    """
    evidence, counts = dossier.evidence, dossier.evidence.counts
    anchors, ids = grouping.Anchors(), ids_of(dossier)
    sections = [_section(key, evidence, texts, anchors) for key in LISTS]
    questions = owed(dossier, texts, anchors, ids)
    asked = {item.assertion.finding.rule: item.anchor for kind in questions for item in kind.questions}
    new = {item.finding.fingerprint for item in dossier.changes.new} if dossier.changes else frozenset[str]()
    return render(
        "report.html",
        texts,
        **_shared(texts, {"overview": "../index.html", **forms}),
        spoken=dossier.language,
        evidence=evidence,
        counts=counts,
        lines=verdict(counts),
        figures=wording.numbers(counts),
        changes=dossier.changes,
        is_new=new.__contains__,
        sections=[section for section in sections if section["groups"] or section["key"] == "failed"],
        owed=questions,
        listed=_listed(questions),
        tables=tables(dossier, asked),
        criteria=criteria_of(dossier, asked),
        known_criteria=criteria(),
        conditions=conditions(),
        passed=grouping.kept(evidence.assertions),
        ids=ids,
        by_rule=grouping.by_rule,
        question_of=grouping.question_of,
        message=partial(grouping.message, texts=texts),
        to=partial(links.address, links.HOME.format(dossier.language.tag)),
        links=lambda item: links.links(item, dossier.traces.get(item.finding.id or ""), dossier.reading),
    )


def _shared(texts: Texts, forms: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "words": wording.WORDS,
        "link_words": links.WORDS,
        "name_of": _name,
        "plain": partial(grouping.plain, texts=texts),
        "documents": _links({key: path for key, path in forms.items() if key in DOCUMENTS}),
        "forms": _links({key: path for key, path in forms.items() if key not in DOCUMENTS}),
    }


def _links(forms: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return text and address of other documents; KeyError for one that reports do not know."""
    return [(FORMS[key], href(path)) for key, path in forms.items()]


def _section(key: str, evidence: Evidence, texts: Texts, anchors: grouping.Anchors) -> Mapping[str, object]:
    listed = [item for item in evidence.assertions if wording.outcome_key(item) == key]
    return {
        "key": key,
        "id": f"list-{key}",
        "title": LISTS[key][0],
        "text": LISTS[key][1],
        "number": len(listed),
        "groups": grouping.groups(listed, texts, anchors),
    }


def _listed(questions: Sequence[OfKind]) -> Mapping[str, Asked]:
    """Return for each question that has places, by its id in the report, the first that has the same, in any order.

    That one lists them, the others lead to it: every link of a PDF file is asked about eight times.
    """
    first: dict[frozenset[Seen], Asked] = {}
    asked = (item for kind in questions for item in kind.questions)
    return {item.anchor: first.setdefault(frozenset(item.seen), item) for item in asked if item.seen}


def _name(tag: str) -> str:
    return language(tag).name


def overview(
    rows: Sequence[Summary], texts: Texts, forms: Mapping[str, str] = NO_FORMS, others: Mapping[str, str] = NO_FORMS
) -> str:
    """Return the page that leads to the reports of all languages; `rows` are in the order of the publication.

    `forms` are the documents about all languages together, keys of `FORMS`, `others` this page in other languages, by
    tag: paths relative to `build/reports/`.
    """
    first = rows[0].evidence if rows else None
    return render(
        "overview.html",
        texts,
        first=first,
        others=[(tag, href(path)) for tag, path in others.items() if tag != texts.language],
        rows=[_row(row) for row in rows],
        differences=_differences(rows),
        to=partial(links.address, links.REPORTS),
        conditions=_differing_rows(rows),
        **_shared(texts, forms),
    )


def _row(summary: Summary) -> Mapping[str, object]:
    counts = summary.evidence.counts
    return {
        "language": summary.language,
        "evidence": summary.evidence,
        "is_earlier": summary.is_earlier,
        "counts": counts,
        "figures": wording.numbers(counts),
        "lines": verdict(counts),
        "matterhorn": [(subject, figures_of(rows)) for subject, rows in summary.matterhorn],
        "forms": _links(summary.forms),
    }


def _differences(rows: Sequence[Summary]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the rules that found something in one language and not as often in another, with the numbers of each."""
    met = [Counter(item.finding.rule for item in row.evidence.defects) for row in rows]
    rules = sorted({rule for counter in met for rule in counter})
    found = [(rule, tuple(counter[rule] for counter in met)) for rule in rules]
    return [(rule, numbers) for rule, numbers in found if len(set(numbers)) > 1]


def _differing_rows(rows: Sequence[Summary]) -> list[Mapping[str, object]]:
    """Return the rows of the Matterhorn Protocol that come out differently in some language, first files compared."""
    tables = [
        {row.id: wording.outcome_key(row) for row in summary.matterhorn[0][1]} if summary.matterhorn else {}
        for summary in rows
    ]
    known = conditions()
    found = [(id, [table.get(id) for table in tables]) for id in known]
    return [{"condition": known[id], "keys": keys} for id, keys in found if len(set(keys)) > 1]
