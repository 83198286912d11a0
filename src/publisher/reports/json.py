"""One JSON object per verb, and the evidence of an audit, from which it can be read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from publisher.model.evidence import Assertion, CatalogPlace, Evidence, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome

VERSION = 1
"""of the form of `evidence`, see `schemas/findings.schema.json`; another form gets another number"""
HEAD = (
    "version", "tool", "checkers", "date", "title", "source_language", "languages", "subjects", "counts", "assertions",
)  # fmt: skip
PLAIN = json.JSONEncoder(ensure_ascii=False)
"""what makes one line of JSON, made once"""
SUBJECT = ("path", "sha256", "language")
TEXTS = ("language", "file", "id", "msgid", "hint", "checker", "text", "quote", "fix", "accepted", "known_by")
"""fields of a finding that are texts and may be unknown"""
REQUIREMENTS = {"wcag": "wcag", "en301549": "en", "matterhorn": "matterhorn"}
"""names of the standards in a row, and in `Requirements`"""
ALWAYS = ("rule", "level", "outcome", "message", "fingerprint", "mode", "subject")
ROW = frozenset((*ALWAYS, *TEXTS, *REQUIREMENTS, "output", "line", "page", "words", "catalog", "objects"))


def dumps(value: object) -> str:
    """Return `--json` output: one object, characters as they are; `?` for what a file name has that is no text."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode()


def spread(value: object, levels: int) -> str:
    """Return JSON with a line for each part down to some levels, and all below on one: large, quick, and still read.

    >>> print(spread({"a": [{"b": 1}, {"b": 2}]}, 2))
    {"a": [{"b": 1},
    {"b": 2}]}
    """
    return _spread(value, levels).encode("utf-8", "replace").decode()


def _spread(value: object, levels: int) -> str:
    if levels and isinstance(value, dict):
        parts = (f"{PLAIN.encode(name)}: {_spread(item, levels - 1)}" for name, item in value.items())
        return "{" + ",\n".join(parts) + "}"
    if levels and isinstance(value, list):
        return "[" + ",\n".join(_spread(item, levels - 1) for item in value) + "]"
    return PLAIN.encode(value)


def loads(text: str) -> Any:
    """Return what a report of ours holds; ValueError when it was damaged."""
    try:
        return json.loads(text, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("too deeply nested") from error


def _refused(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def findings(found: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    """Return findings by the contract."""
    return [finding.as_json() for finding in found]


def evidence(found: Evidence) -> dict[str, Any]:
    """Return the evidence: its head, its numbers, and a row for every assertion, by `schemas/findings.schema.json`.

    A row has no key for what is not known, and no hash: that stands once, with the subject the row names.
    """
    return {
        "version": VERSION,
        "tool": found.tool,
        "checkers": list(found.checkers),
        "date": found.date,
        "title": found.title,
        "source_language": found.source_language,
        "languages": list(found.languages),
        "subjects": [{name: getattr(subject, name) for name in SUBJECT} for subject in found.subjects],
        "counts": {**asdict(found.counts), "total": found.counts.total},
        "assertions": [_row(assertion) for assertion in found.assertions],
    }


def _row(assertion: Assertion) -> dict[str, object]:
    finding = assertion.finding
    own = {"output": finding.subject, "words": list(finding.words), "known_by": finding.known_by, "sha256": None}
    said = {**assertion.as_json(), **own}
    return {name: value for name, value in said.items() if value is not None and value != []}


def evidence_of(data: object) -> Evidence:
    """Return the evidence that a report holds; ValueError when it is no report of this form, or was altered.

    The numbers and the fingerprints are made anew, and must be those that are written.
    """
    head = _mapping(data, "report", required=HEAD, allowed=HEAD)
    if _number(head, "version") != VERSION:
        raise ValueError(f"the report is of version {head['version']!r}, this program reads {VERSION}")
    subjects = [_subject(item) for item in _list(head["subjects"], "subjects")]
    by_path = {subject.path: subject for subject in subjects}
    if len(by_path) < len(subjects):
        raise ValueError("a subject stands twice")
    read = Evidence(
        title=_text(head, "title"),
        source_language=_text(head, "source_language"),
        languages=_texts(head["languages"], "languages"),
        tool=_text(head, "tool"),
        checkers=_texts(head["checkers"], "checkers"),
        subjects=tuple(subjects),
        assertions=tuple(_assertion(item, by_path) for item in _list(head["assertions"], "assertions")),
        date=None if head["date"] is None else _text(head, "date"),
    )
    if head["counts"] != {**asdict(read.counts), "total": read.counts.total}:
        raise ValueError("the numbers are not those of the assertions")
    return read


def _subject(data: object) -> TestSubject:
    row = _mapping(data, "subject", required=SUBJECT, allowed=SUBJECT)
    return TestSubject(*(_text(row, name) for name in SUBJECT))


def _assertion(data: object, subjects: Mapping[str, TestSubject]) -> Assertion:
    row = _mapping(data, "assertion", required=ALWAYS, allowed=ROW)
    path = _text(row, "subject")
    if path not in subjects:
        raise ValueError("an assertion is about an unknown subject")
    finding = Finding(
        rule=_text(row, "rule"),
        message=_text(row, "message"),
        level=Level(row["level"]),
        outcome=Outcome(row["outcome"]),
        **{name: _text(row, name) for name in TEXTS if name in row},
        line=_number(row, "line"),
        page=_number(row, "page"),
        words=_texts(row.get("words", []), "words"),
        subject=_text(row, "output") if "output" in row else None,
    )
    if finding.fingerprint != row["fingerprint"]:
        raise ValueError("a fingerprint is not that of its assertion")
    return Assertion(
        finding=finding,
        subject=subjects[path],
        mode=Mode(row["mode"]),
        requirements=Requirements(**{ours: _texts(row.get(name, []), name) for name, ours in REQUIREMENTS.items()}),
        objects=_number(row, "objects"),
        catalog=_catalog(row["catalog"]) if "catalog" in row else None,
    )


def _catalog(data: object) -> CatalogPlace:
    row = _mapping(data, "catalog", required=("file", "line"), allowed=("file", "line"))
    return CatalogPlace(_text(row, "file"), None if row["line"] is None else _number(row, "line"))


def _mapping(data: object, what: str, required: Iterable[str], allowed: Iterable[str]) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{what}: not an object")
    missing = [name for name in required if name not in data]
    unknown = sorted(set(data).difference(allowed))
    if missing or unknown:
        raise ValueError(
            f"{what}: {', '.join(missing) or 'nothing'} missing, {', '.join(unknown) or 'nothing'} unknown"
        )
    return data


def _list(data: object, what: str) -> Sequence[object]:
    if not isinstance(data, list):
        raise ValueError(f"{what}: not a list")
    return data


def _text(row: Mapping[str, object], name: str) -> str:
    value = row[name]
    if not isinstance(value, str):
        raise ValueError(f"{name}: not a text")
    return value


def _texts(data: object, what: str) -> tuple[str, ...]:
    return tuple(_text({what: item}, what) for item in _list(data, what))


def _number(row: Mapping[str, object], name: str) -> int | None:
    value = row.get(name)
    if name in row and type(value) is not int:  # True is an int too
        raise ValueError(f"{name}: not a number")
    return value  # type: ignore[return-value]
