"""Every form of a report carries the same assertions: outcomes and levels are counted from its own text."""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from tests.unit.reports.hostile import ANY_EVIDENCE, EVIDENCE

from publisher.conformance.changes import compared, rows_of
from publisher.model.evidence import Counts, Evidence
from publisher.reports import csv, earl, json, junit, sarif

Row = tuple[str, str, str | None]
"""outcome, mode, level"""


def counted(rows: Iterable[Row]) -> Counts:
    """Return the numbers of rows, counted apart from the program."""
    kinds = Counter((outcome, mode if outcome == "untested" else "") for outcome, mode, _ in rows)
    levels = Counter(level for outcome, _, level in rows if outcome == "failed")
    return Counts(
        passed=kinds["passed", ""],
        failed=kinds["failed", ""],
        cant_tell=kinds["cantTell", ""],
        inapplicable=kinds["inapplicable", ""],
        not_run=kinds["untested", "automatic"],
        owed=kinds["untested", "manual"],
        errors=levels["error"],
        warnings=levels["warning"],
        notes=levels["note"],
    )


def of_json(text: str) -> Counts:
    data = standard.loads(text)
    rows = [(row["outcome"], row["mode"], row["level"]) for row in data["assertions"]]
    total = data["counts"].pop("total")
    assert (Counts(**data["counts"]), total) == (counted(rows), len(rows))
    return counted(rows)


def of_sarif(text: str) -> Counts:
    """Count by kinds alone, which is what others read; and see that the property bags say the same."""
    runs = standard.loads(text)["runs"]
    results = [item for run in runs for item in run["results"] if item.get("baselineState") != "absent"]
    notifications = [item for run in runs for made in run["invocations"] for item in made["toolExecutionNotifications"]]
    bags = [item["properties"] for item in (*results, *notifications)]
    kinds = Counter(item["kind"] for item in results)
    levels = Counter(item["level"] for item in results)
    found = Counts(
        passed=kinds["pass"],
        failed=kinds["fail"],
        cant_tell=kinds["open"],
        inapplicable=kinds["notApplicable"],
        not_run=len(notifications),
        owed=kinds["review"],
        errors=levels["error"],
        warnings=levels["warning"],
        notes=levels["note"],
    )
    told = counted([(bag["outcome"], bag["mode"], None) for bag in bags])
    assert replace(found, errors=0, warnings=0, notes=0) == told
    return found


def of_junit(text: str) -> Counts:
    root = ElementTree.fromstring(text.encode("utf-8"))
    rows = []
    for case in root.iter("testcase"):
        facts = {item.get("name"): item.get("value") for item in case.iter("property")}
        rows.append((facts["outcome"], facts["mode"], facts.get("level")))
    found = counted(rows)
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": str(len(rows)),
        "failures": str(found.failed),
        "errors": str(found.not_run),
        "skipped": str(found.cant_tell + found.inapplicable + found.owed),
    }
    return found


def of_earl(text: str) -> Counts:
    graph = standard.loads(text)["@graph"]
    rows = [
        (
            node["result"]["outcome"].removeprefix("earl:"),
            node["mode"].removeprefix("earl:"),
            node["result"].get("info"),
        )
        for node in graph
        if node["@type"] == "Assertion"
    ]
    return counted(rows)


def of_csv(text: str) -> Counts:
    rows = standard_csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    return counted([(row["outcome"], row["mode"], row["level"]) for row in rows])


EARLIER = rows_of(EVIDENCE)
FORMS: dict[str, tuple[Callable[[Evidence], str], Callable[[str], Counts]]] = {
    "json": (lambda evidence: json.dumps(json.evidence(evidence)), of_json),
    "sarif": (lambda evidence: json.dumps(sarif.evidence_log(evidence)), of_sarif),
    "sarif beside an earlier audit": (
        lambda evidence: json.dumps(sarif.evidence_log(evidence, compared(evidence, EARLIER))),
        of_sarif,
    ),
    "junit": (junit.evidence_suites, of_junit),
    "earl": (lambda evidence: json.dumps(earl.document(evidence)), of_earl),
    "csv": (csv.table, of_csv),
}
"""how each form is made, and how its numbers are read from its text; a new form stands here too"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_numbers_of_hostile_evidence(form: str) -> None:
    made, read = FORMS[form]
    assert read(made(EVIDENCE)) == EVIDENCE.counts


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(evidence=ANY_EVIDENCE)
def test_every_form_has_the_numbers_of_any_evidence(form: str, evidence: Evidence) -> None:
    made, read = FORMS[form]
    text = made(evidence)
    assert text.encode("utf-8")
    assert read(text) == evidence.counts


@pytest.mark.parametrize("form", FORMS)
def test_evidence_of_nothing_is_a_report_too(form: str) -> None:
    made, read = FORMS[form]
    assert read(made(replace(EVIDENCE, assertions=(), subjects=()))) == Counts()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_evidence_gives_the_same_bytes(form: str) -> None:
    made, _ = FORMS[form]
    copied = json.evidence_of(json.evidence(EVIDENCE))
    assert made(copied) == made(EVIDENCE)


def test_all_kinds_of_outcomes_are_in_the_evidence() -> None:
    numbers = EVIDENCE.counts
    assert min(getattr(numbers, name) for name in Counts.__slots__) > 0
