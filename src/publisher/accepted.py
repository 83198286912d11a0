"""`accepted.toml` text <-> acceptances, and what is left of findings when they are taken into account."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.acceptance import Acceptance, key_of, text_hash
from publisher.model.evidence import Assertion, Mode
from publisher.model.finding import Finding, Outcome
from publisher.rules import rules
from publisher.toml import read_toml

FILE = "source/accepted.toml"
MAX_BYTES = 500_000
KEYS = ("rule", "language", "id", "text", "why")
ROW = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?accepted[\"']?[ \t]*\]\]", re.MULTILINE)
HINT = "write rows with: publisher accept RULE ID --why “…”"
HEADER = (
    "# Findings that were looked at and accepted. A row holds while its text is unchanged; check lists the others.\n"
)
AUDITED = ("pdf/", "content/")
"""beginnings of our own rules on outputs, by which an audit speaks and a check does not"""
MEASURED = "html/reflow"
"""the one of them that has no row in `rules/`"""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings, told apart by what was accepted."""

    kept: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    unused: tuple[Acceptance, ...]
    """acceptances that no finding needs: the text changed, or it is right now"""


def parse(text: str) -> tuple[Acceptance, ...]:
    """Return the acceptances of a file; PublisherError (usage) with the line of the first row that is not one."""
    data = read_toml(text, FILE, most_bytes=MAX_BYTES, hint=HINT)
    rows = data.pop("accepted", [])
    lines = [text.count("\n", 0, match.start()) + 1 for match in ROW.finditer(text)]
    if data or not isinstance(rows, list) or len(lines) < len(rows):
        raise _error(None, f"only rows [[accepted]] are known, not “{next(iter(data), 'accepted = …')}”")
    # More heads than rows: one stands in a text of several lines, and nobody knows which.
    places = lines if len(lines) == len(rows) else [None] * len(rows)
    return tuple(_acceptance(row, line) for row, line in zip(rows, places, strict=True))


def _acceptance(row: Any, line: int | None) -> Acceptance:
    if not isinstance(row, dict) or set(row) != set(KEYS):
        raise _error(line, f"a row has the keys {', '.join(KEYS)}, each once")
    if not all(isinstance(value, str) and value.strip() for value in row.values()):
        raise _error(line, "every value of a row is a text that is not empty")
    return Acceptance(**row, line=line)


def _error(line: int | None, why: str) -> PublisherError:
    return PublisherError(
        "the accepted findings cannot be read", code=ExitCode.USAGE, file=FILE, line=line, why=why, hint=HINT
    )


def add(text: str, acceptances: Iterable[Acceptance]) -> str:
    """Return the text of the file with rows for more acceptances at its end; what stands there stays.

    Errors: PublisherError (usage) when the file would not be readable any more; it is too large then.
    """
    known = {row.key for row in parse(text)}
    new = {item.key: item for item in acceptances if item.key not in known}
    longer = (text or HEADER) + ("" if text.endswith("\n") or not text else "\n") + "".join(map(_row, new.values()))
    parse(longer)
    return longer


def _row(item: Acceptance) -> str:
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    lines = (f"{key} = {json.dumps(getattr(item, key), ensure_ascii=False)}\n" for key in KEYS)
    return "\n[[accepted]]\n" + "".join(lines).replace("\x7f", "\\u007f")


def acceptance(finding: Finding, why: str) -> Acceptance:
    """Return the acceptance of a finding, for a reason.

    Errors: PublisherError (usage) for what nobody can accept: a rule of `is_acceptable`, a place without an id.
    """
    if finding.id is None or finding.language is None or not is_acceptable(finding.rule):
        raise PublisherError(
            f"{finding.rule} cannot be accepted here", code=ExitCode.USAGE, file=finding.file, line=finding.line,
            why="its place has no id to remember it by", hint=finding.hint,
        )  # fmt: skip
    return Acceptance(finding.rule, finding.language, finding.id, text_hash(finding), why)


def is_acceptable(rule: str) -> bool:
    """Whether findings of a rule may be accepted.

    Not those of a catalog, which is published or it is not; not what other programs say by rules of their own.
    """
    known = rule in rules() or rule == MEASURED
    return known and (not rule.startswith("catalog/") or rule == "catalog/too-long")


def is_audited(rule: str) -> bool:
    """Whether a rule is ours and speaks of outputs: only an audit, or layout, knows whether it still does."""
    return rule == MEASURED or (rule.startswith(AUDITED) and rule in rules())


def may_be_accepted(item: Assertion) -> bool:
    """Whether an assertion of an audit is one that a person may accept: what a rule of ours found in an output.

    Never what a person judged or owes, nor that something was not run.
    """
    is_defect = item.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
    return is_defect and item.mode is Mode.AUTOMATIC and is_audited(item.finding.rule)


def marked(assertions: Iterable[Assertion], acceptances: Iterable[Acceptance]) -> Iterator[Assertion]:
    """Yield all assertions, those that were accepted with the reason: their outcome stays, and so do all numbers."""
    known = {item.key: item.why for item in acceptances}
    for item in assertions:
        why = known.get(key_of(item.finding)) if known and may_be_accepted(item) else None
        yield item if why is None else replace(item, finding=replace(item.finding, accepted=why))


def sort(found: Sequence[Finding], acceptances: Sequence[Acceptance]) -> Sorted:
    """Return the findings that are left, those that were accepted, and the acceptances without a finding.

    An acceptance of what an audit found is never without one here: a check cannot see whether it is needed.
    """
    if not acceptances:
        return Sorted(tuple(found), (), ())
    known = {item.key: item.why for item in acceptances if is_acceptable(item.rule)}
    keys = [key_of(finding) for finding in found]
    used = known.keys() & set(keys)
    return Sorted(
        tuple(finding for finding, key in zip(found, keys, strict=True) if key not in used),
        tuple(replace(finding, accepted=known[key]) for finding, key in zip(found, keys, strict=True) if key in used),
        tuple(item for item in acceptances if item.key not in used and not is_audited(item.rule)),
    )
