"""The audit as accessible pages: one per language, and an overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
        totals=totals(audit),
    )  # fmt: skip


def overview(audits: Sequence[Audit], languages: Mapping[str, Language], publication: Publication) -> str:
    """Return the page that leads to the reports."""
    rows = [(languages[audit.language], totals(audit)) for audit in audits]
    return _environment().get_template("overview.html").render(rows=rows, publication=publication, outcomes=OUTCOMES)


def totals(audit: Audit) -> dict[str, int]:
    """Return the number of tests by outcome, and of findings that failed or are to be checked by hand."""
    tests = Counter(test.outcome for test in audit.tests)
    findings = Counter(finding.outcome for finding in audit.findings)
    return {
        "tests": len(audit.tests),
        "passed": tests[Outcome.PASSED],
        "failed": tests[Outcome.FAILED],
        "not_run": tests[Outcome.UNTESTED],
        "findings": findings[Outcome.FAILED],
        "by_hand": findings[Outcome.CANT_TELL],
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
