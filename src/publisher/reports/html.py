"""The audit as accessible pages: one per language, and an overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from publisher.model.audit import Audit
from publisher.model.finding import Finding, Outcome
from publisher.model.language import Language
from publisher.model.publication import Publication

OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.CANT_TELL: "to check by hand",
    Outcome.INAPPLICABLE: "not applicable",
    Outcome.UNTESTED: "not run",
}
"""outcomes in words: a report never speaks by colour alone"""


def report(audit: Audit, language: Language, publication: Publication, hashes: Mapping[str, str]) -> str:
    """Return the report of one language; `hashes` gives the sha256 of every file tested."""
    template = _environment().get_template("report.html")
    by_file: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        by_file.setdefault(finding.file or finding.subject or "publication", []).append(finding)
    return template.render(
        audit=audit, language=language, publication=publication, hashes=hashes, by_file=by_file, outcomes=OUTCOMES,
        totals=totals((test.outcome for test in audit.tests), (finding.outcome for finding in audit.findings)),
    )  # fmt: skip


def overview(rows: Sequence[tuple[Language, Mapping[str, int]]], publication: Publication) -> str:
    """Return the page that leads to the reports: a row per language with its `totals`."""
    return _environment().get_template("overview.html").render(rows=rows, publication=publication)


def totals(tests: Iterable[str], findings: Iterable[str]) -> dict[str, int]:
    """Return the numbers of an audit from the outcomes of its tests and of its findings."""
    tests, found = Counter(map(str, tests)), Counter(map(str, findings))
    return {
        "tests": tests.total(),
        "passed": tests[Outcome.PASSED],
        "failed": tests[Outcome.FAILED],
        "not_run": tests[Outcome.UNTESTED],
        "findings": found[Outcome.FAILED],
        "by_hand": found[Outcome.CANT_TELL],
    }


@cache
def _environment() -> Environment:
    templates = files(__package__) / "templates"
    return Environment(
        loader=FunctionLoader(lambda name: (templates / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
