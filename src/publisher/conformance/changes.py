"""What is new, known and mended since an earlier audit: by fingerprint, never by counting."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.changes import Changes, Earlier
from publisher.model.evidence import EARLIER, Assertion, Evidence, TestSubject
from publisher.model.finding import Outcome

SARIF = "2.1.0"
FINGERPRINT = "publisher/v1"
"""how our SARIF reports name our fingerprint"""


def compared(evidence: Evidence, earlier: Iterable[Earlier]) -> Changes:
    """Return what changed since an earlier audit, in the languages that are audited now.

    Two defects with one fingerprint are two: when one is left, one is known and one is mended. Those at the same place
    are taken for the same. A failure that was a doubt or a test not run before is new. What was not tested now is not
    mended: not where its rule said nothing of the file and a program was not run or could not tell, nor where a person
    has to look again, nor where nothing of its kind was tested.
    """
    before: dict[str, list[Earlier]] = defaultdict(list)
    for row in earlier:
        if row.language is None or row.language in evidence.languages:
            before[row.fingerprint].append(row)
    rows = [row for group in before.values() for row in group]
    defects = tuple(evidence.defects)
    matches = _matches(defects, rows)
    known = set(matches.values())
    tested = _Tested(evidence)
    pairs = [(item, rows[matches[number]] if number in matches else None) for number, item in enumerate(defects)]
    return Changes(
        new=tuple(item for item, row in pairs if row is None or _is_worse(item, row)),
        known=tuple(item for item, row in pairs if row is not None and not _is_worse(item, row)),
        mended=tuple(row for number, row in enumerate(rows) if number not in known and tested.again(row)),
    )


def _matches(defects: Sequence[Assertion], rows: Sequence[Earlier]) -> dict[int, int]:
    """Return the numbers of the earlier rows that defects are, by the numbers of the defects."""
    found: dict[int, int] = {}
    for now, before in ((_place_now, _place_before), (_text_now, _text_before)):
        taken = set(found.values())
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for number, row in enumerate(rows):
            if number not in taken:
                waiting[before(row)].append(number)
        for number, item in enumerate(defects):
            if number not in found and (alike := waiting.get(now(item))):
                found[number] = alike.popleft()
    return found


def _place_now(item: Assertion) -> tuple[str, ...]:
    return item.finding.fingerprint, item.finding.place, item.outcome


def _place_before(row: Earlier) -> tuple[str, ...]:
    return row.fingerprint, row.place, row.outcome


def _text_now(item: Assertion) -> tuple[str, ...]:
    return (item.finding.fingerprint,)


def _text_before(row: Earlier) -> tuple[str, ...]:
    return (row.fingerprint,)


def _is_worse(item: Assertion, row: Earlier) -> bool:
    return item.outcome is Outcome.FAILED and row.outcome is not Outcome.FAILED


class _Tested:
    """What was looked at, so that silence can be told from a text that was mended."""

    def __init__(self, evidence: Evidence) -> None:
        rows = evidence.assertions
        decided = [row for row in rows if not _is_open(row)]
        self.rules = {(row.subject.language, row.finding.rule) for row in decided}
        self.rules_of = {(row.subject.language, row.subject.kind, row.finding.rule) for row in decided}
        self.spoken = {(row.subject.path, row.finding.rule) for row in decided}
        self.open = {(row.subject.path, row.finding.rule) for row in rows if _is_open(row)}
        self.doubtful = {row.subject.path for row in rows if _is_open(row) and not row.is_owed}
        self.incomplete = {row.subject.language for row in rows if row.is_not_run}
        self.subjects = {subject.path for subject in evidence.subjects}
        self.kinds = {(subject.language, subject.kind) for subject in evidence.subjects}

    def again(self, row: Earlier) -> bool:
        """Whether an earlier defect would have been found again."""
        if row.language is None:
            return True
        if row.subject is None:
            return (row.language, row.rule) in self.rules or row.language not in self.incomplete
        if row.subject in self.subjects:
            return self._again_in(row.subject, row.rule)
        kind = TestSubject(row.subject, "", row.language).kind
        is_spoken = (row.language, kind, row.rule) in self.rules_of
        return (row.language, kind) in self.kinds and (is_spoken or row.language not in self.incomplete)

    def _again_in(self, subject: str, rule: str) -> bool:
        """Whether a defect would have been found again in what is tested now."""
        pair = (subject, rule)
        return pair in self.spoken or (pair not in self.open and subject not in self.doubtful)


def _is_open(row: Assertion) -> bool:
    """Whether something was not tested: not run, owed to a person, or a doubt about the whole and no place in it."""
    finding = row.finding
    is_of_all = finding.id is None and finding.file in (None, row.subject.path)
    return row.outcome is Outcome.UNTESTED or (row.outcome is Outcome.CANT_TELL and is_of_all)


def rows_of(evidence: Evidence) -> tuple[Earlier, ...]:
    """Return the defects of an audit as a later one is compared with them."""
    return tuple(
        Earlier(
            fingerprint=item.finding.fingerprint,
            rule=item.finding.rule,
            language=item.subject.language,
            place=item.finding.place,
            message=item.finding.message,
            outcome=item.outcome,
            subject=item.subject.path,
        )
        for item in evidence.defects
    )


def earlier_of(text: str, file: str) -> tuple[Earlier, ...]:
    """Return the defects that a report holds: `findings.json` of an audit, what `audit --json` prints, or our SARIF.

    Errors: PublisherError (usage) with the name of the file for anything else.
    """
    try:
        return tuple(_rows(json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PublisherError(
            "the report to compare with cannot be read",
            code=ExitCode.USAGE,
            file=file,
            line=error.lineno if isinstance(error, json.JSONDecodeError) else None,
            why=_reason(error),
            hint="give a findings.json or a SARIF file that publisher audit wrote",
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no “{error.args[0]}” where a report of an audit has one"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    # What Python says of a list where an object should be helps nobody.
    said = str(error) if isinstance(error, ValueError) else "a part of it has another shape"
    return f"it is no report of an audit: {said}"


def _rows(data: Any) -> Iterator[Earlier]:
    if not isinstance(data, dict):
        raise ValueError("not an object")
    if "runs" in data:
        return _rows_of_sarif(data)
    if "assertions" in data:
        languages = {item["path"]: item["language"] for item in data["subjects"]}
        return _rows_of_json(data["assertions"], languages)
    return _rows_of_json(data["findings"], {})


def _rows_of_json(rows: Any, languages: Mapping[str, str]) -> Iterator[Earlier]:
    for row in rows:
        subject = row.get("subject")
        yield from _defect(
            row,
            language=languages.get(subject) or row.get("language"),
            place=_place(row.get("file"), row.get("line")),
            message=row["message"],
        )


def _rows_of_sarif(data: Mapping[str, Any]) -> Iterator[Earlier]:
    """Return the rows of a SARIF log of ours: every result and notification has the row in its property bag."""
    if data["version"] != SARIF:
        raise ValueError(f"SARIF {data['version']}, not {SARIF}")
    for run in data["runs"]:
        told = [
            *run["results"],
            *(item for invocation in run["invocations"] for item in invocation["toolExecutionNotifications"]),
        ]
        for item in told:
            bag = item["properties"]
            if item.get("baselineState") != "absent":
                yield from _defect(bag, language=bag["language"], place=bag["place"], message=bag.get("message"))


def _defect(row: Mapping[str, Any], *, language: Any, place: Any, message: Any) -> Iterator[Earlier]:
    """Return the row as an earlier defect; nothing for what is none."""
    outcome = Outcome(row["outcome"])
    if outcome not in EARLIER or (outcome is Outcome.UNTESTED and row.get("mode") == "manual"):
        return
    known = (row["fingerprint"], row["rule"], place, message)
    maybe = (language, row.get("subject"))
    if not all(isinstance(text, str) for text in (*known, *(text for text in maybe if text is not None))):
        raise ValueError("what should be a text is none")
    yield Earlier(row["fingerprint"], row["rule"], language, place, message, outcome, row.get("subject"))


def _place(file: object, line: object) -> str:
    return ":".join(str(part) for part in (file, line) if part is not None)
