"""The conformance report of a publication as OpenACR 0.1.0 (YAML), for the catalogs of the year it was made for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Evidence, Mode
from publisher.model.finding import Outcome
from publisher.model.publication import Publication
from publisher.standards.wcag import criteria

EDITIONS = ("2.4-edition-wcag-2.0-508-en", "2.4-edition-wcag-2.1-508-en", "2.4-edition-wcag-2.1-en")
"""names of the catalogs: WCAG 2.0 or 2.1, with the chapters of Section 508 or without"""
COMPONENTS = {"web": "html", "electronic-docs": "pdf"}
"""the components a publication has, and the kind of rendition each is"""
OTHERS = ("software", "authoring-tool")
LEVELS = {
    Outcome.FAILED: "partially-supports",
    Outcome.CANT_TELL: "partially-supports",
    Outcome.UNTESTED: "partially-supports",
    Outcome.PASSED: "supports",
    Outcome.INAPPLICABLE: "not-applicable",
}
"""adherence by outcome, the worst first; `not-evaluated` is reserved for level AAA, so a note says what is not known"""
WHOLE = "does-not-support"
GRAVITY = tuple(LEVELS)
MOST_PLACES = 20
"""places a note names; a reader who needs all has the findings"""
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
PARSING = "4.1.1"
"""of WCAG 2.0 and 2.1, obsolete in 2.2"""
PARSING_ADHERENCE = {
    "web": ("supports", "W3C holds this criterion to be met by every page in HTML; WCAG 2.2 has it no longer."),
    "electronic-docs": ("not-applicable", "It is about markup languages, and PDF is none."),
}
LEFT_OUT = {
    "success_criteria_level_aaa": "Level AAA was not evaluated.",
    "functional_performance_criteria": (
        "These criteria are for functions of hardware and software that chapters 4 and 5 do not address. The "
        "publication is electronic content, which the success criteria of WCAG are for."
    ),
    "hardware": "The publication is electronic content, not hardware.",
    "software": "The publication is electronic content, not software.",
    "support_documentation_and_services": (
        "What support is offered, and how, is for the publisher to add: this program does not know it."
    ),
}
"""chapters that are not filled in, and why"""
NO_ADDRESS = "The publication names no e-mail address for its accessibility; the author's has to be added."


def acr(edition: str, rows: Sequence[Row], evidence: Evidence, publication: Publication) -> str:
    """Return the report for one of `EDITIONS`, from the rows of the success criteria of every language.

    Of several languages the worst outcome counts, and the notes say in which it is so. Raises ValueError for another
    edition.
    """
    import yaml  # late: most verbs write no YAML

    if edition not in EDITIONS:
        raise ValueError(f"{edition} is none of {', '.join(EDITIONS)}")
    head = {
        "title": f"{publication.organisation or publication.title} Accessibility Conformance Report",
        "product": _known(name=publication.title, description=publication.description),
        "author": _author(publication),
        "report_date": evidence.date,
        "notes": _notes(evidence, publication),
        "evaluation_methods_used": _methods(evidence),
        "catalog": edition,
        "chapters": _chapters(edition, rows, publication),
    }
    text = yaml.safe_dump(_printable(_known(**head)), allow_unicode=True, sort_keys=False, width=float("inf"))
    return str(text)


def _known(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _printable(value: object) -> object:
    """Return the value without the characters that turn lines around, ring bells or are no text at all."""
    if isinstance(value, str):
        return "".join(sign if sign.isprintable() else " " for sign in value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value


def _author(publication: Publication) -> dict[str, object]:
    """Return who answers for the report; the format wants an e-mail address, and an empty one claims nothing."""
    contact = publication.contact or ""
    is_address = ADDRESS.fullmatch(contact) is not None
    return _known(
        company_name=publication.organisation,
        email=contact if is_address else "",
        website=contact if contact.startswith(("https://", "http://")) else None,
    )


def _notes(evidence: Evidence, publication: Publication) -> str:
    counts = evidence.counts
    languages = ", ".join(evidence.languages)
    parts = [
        f"Languages: {languages}.",
        f"Results of single tests: failed {counts.failed}, to be decided {counts.cant_tell}, not run {counts.not_run}, "
        f"owed by a person {counts.owed}, passed {counts.passed}, not applicable {counts.inapplicable}.",
        "Where a person still has to look, or a program was not run, the level is “Partially Supports” and the "
        "remarks say so: the format has no level for it below AAA.",
    ]
    if ADDRESS.fullmatch(publication.contact or "") is None:
        parts.append(NO_ADDRESS)
    return " ".join(parts)


def _methods(evidence: Evidence) -> str:
    persons = sorted(_persons(evidence.assertions))
    programs = "; ".join(dict.fromkeys((evidence.tool, *evidence.checkers)))
    judged = f"Judged by: {'; '.join(persons)}." if persons else "No person has judged anything yet."
    return f"Self-assessment. Programs: {programs}. {judged}"


def _persons(assertions: Iterable[Assertion]) -> set[str]:
    """Return the names of those who judged something."""
    return {item.finding.checker for item in assertions if item.mode is Mode.MANUAL and item.finding.checker}


def _chapters(edition: str, rows: Sequence[Row], publication: Publication) -> dict[str, object]:
    version = edition.partition("wcag-")[2][:3]
    levels = {id: item.level for id, item in criteria().items() if item.since <= version} | {PARSING: "A"}
    numbers = sorted(levels, key=lambda id: tuple(map(int, id.split("."))))
    by_id: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_id.setdefault((row.id, row.kind), []).append(row)
    chapters: dict[str, object] = {
        f"success_criteria_level_{level.lower()}": {
            "criteria": [
                {"num": id, "components": _components(id, by_id, publication)} for id in numbers if levels[id] == level
            ]
        }
        for level in ("A", "AA")
    }
    of_508 = "-508-" in edition
    for name, note in LEFT_OUT.items():
        if of_508 or name.startswith("success"):
            chapters[name] = {"notes": note, "disabled": True}
    return chapters


def _components(
    id: str, by_id: Mapping[tuple[str, str], Sequence[Row]], publication: Publication
) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name, kind in COMPONENTS.items():
        is_made = kind in publication.formats or any(key[1] == kind for key in by_id)
        if not is_made:
            level, note = LEVELS[Outcome.INAPPLICABLE], "The publication has no such files."
        elif id == PARSING:
            level, note = PARSING_ADHERENCE[name]
        else:
            level, note = _adherence(by_id.get((id, kind), ()))
        found.append({"name": name, "adherence": _known(level=level, notes=note or None)})
    found.extend({"name": name, "adherence": {"level": LEVELS[Outcome.INAPPLICABLE]}} for name in OTHERS)
    return found


def _adherence(rows: Sequence[Row]) -> tuple[str, str]:
    if not rows:
        return LEVELS[Outcome.UNTESTED], "Not tested."
    worst = min((row.outcome for row in rows), key=GRAVITY.index)
    level = WHOLE if all(map(_fails_as_a_whole, rows)) else LEVELS[worst]
    languages: dict[str, list[str]] = {}
    for row in rows:
        languages.setdefault(_said(row), []).append(row.language or "")
    notes = (f"{', '.join(found)}: {text}".removeprefix(": ") for text, found in languages.items())
    return level, " ".join(notes)


def _fails_as_a_whole(row: Row) -> bool:
    """Whether a program found that all of a file fails, and not one place in it."""
    if row.outcome is not Outcome.FAILED:
        return False
    findings = [item.finding for item in row.defects if item.outcome is Outcome.FAILED and item.mode is Mode.AUTOMATIC]
    return any(found.id is None and found.line is None and found.page is None for found in findings)


def _said(row: Row) -> str:
    """Return the remark on one rendition."""
    failed = [item for item in row.defects if item.outcome is Outcome.FAILED]
    undecided = [item for item in row.defects if item.outcome is Outcome.CANT_TELL]
    if row.outcome is Outcome.FAILED:
        return f"Failures: {len(failed)}, at {_places(failed)}."
    if row.outcome is Outcome.CANT_TELL:
        return f"Not decided: {len(undecided)}, at {_places(undecided)}." if undecided else "A person could not tell."
    if row.is_owed:
        return " ".join((_looked(row), *_undecided(undecided), *_owed(row)))
    if row.outcome is Outcome.PASSED:
        return f"Passed, by {', '.join(row.checkers)}." if row.checkers else "Passed."
    return row.reason


def _looked(row: Row) -> str:
    if not row.checkers:
        return "No program can tell, and a person still has to look."
    return f"Programs found no failure ({', '.join(row.checkers)}); a person still has to look."


def _undecided(items: Sequence[Assertion]) -> list[str]:
    return [f"Programs could not decide: {len(items)}, at {_places(items)}."] if items else []


def _owed(row: Row) -> list[str]:
    criterion = criteria()[row.id]
    if row.kind == "pdf" and criterion.rows:
        return [f"Asked by rows of the Matterhorn Protocol: {', '.join(criterion.rows)}."]
    return [criterion.question] if criterion.question else []


def _places(items: Sequence[Assertion]) -> str:
    places = list(dict.fromkeys(f"{item.finding.place or item.subject.path} ({item.finding.rule})" for item in items))
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f"{'; '.join(places[:MOST_PLACES])}{more}"
