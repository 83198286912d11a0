"""Words that several reports share: outcomes and levels are said by a word, never by a colour alone."""

from __future__ import annotations

from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Counts, Mode
from publisher.model.finding import Outcome

WORDS = {
    "passed": "Passed",
    "failed": "Failed",
    "cantTell": "To be decided",
    "inapplicable": "Not applicable",
    "notRun": "Not run",
    "owed": "Owed by a person",
    "error": "Error",
    "warning": "Warning",
    "note": "Remark",
}
"""outcomes and levels, by their keys"""
COMMENTS = {
    "Passed": "Outcome of a test",
    "Failed": "Outcome of a test",
    "To be decided": "Outcome of a test: the program could not tell, a person has to decide",
    "Not applicable": "Outcome of a test: there is nothing that it could look at",
    "Not run": "Outcome of a test: the program was not there, or broke off",
    "Owed by a person": "Outcome of a test: a person has to make it, and has not yet",
    "Error": "Level of a finding, the gravest",
    "Warning": "Level of a finding",
    "Remark": "Level of a finding, the lightest",
}
"""what translators are told of texts in `WORDS`"""


def outcome_key(item: Assertion | Row) -> str:
    """Return the key in `WORDS` of how something came out; `owed` and `notRun` are the two kinds of untested."""
    if item.outcome is not Outcome.UNTESTED:
        return str(item.outcome)
    return "owed" if item.mode is Mode.MANUAL else "notRun"


def numbers(counts: Counts) -> dict[str, int]:
    """Return the numbers of an audit by the keys of `WORDS`, in the order reports show them."""
    return {
        "failed": counts.failed,
        "cantTell": counts.cant_tell,
        "notRun": counts.not_run,
        "owed": counts.owed,
        "passed": counts.passed,
        "inapplicable": counts.inapplicable,
    }
