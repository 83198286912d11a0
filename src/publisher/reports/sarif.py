"""Findings in SARIF 2.1.0 (OASIS), as code hosts and editors show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from publisher.model.finding import Finding, Level, Outcome
from publisher.rules import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
ROOT = "%SRCROOT%"
"""what viewers call the folder that relative addresses start from"""
FINGERPRINT = "publisher/v1"
"""name of our fingerprint; another way of making it needs another name (SARIF 3.27.17)"""


def log(found: Sequence[Finding], accepted: Sequence[Finding], version: str) -> dict[str, Any]:
    """Return one run: the rules that spoke, a result for every finding, accepted ones as suppressed.

    What was not run is no result: it makes the invocation an unsuccessful one (SARIF 3.20.14).
    """
    not_run = [finding for finding in found if finding.outcome is Outcome.UNTESTED]
    kept = [finding for finding in found if finding.outcome is not Outcome.UNTESTED]
    names = list(dict.fromkeys(finding.rule for finding in (*kept, *accepted)))
    index = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {"driver": {"name": "publisher", "version": version, "rules": [_rule(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not not_run,
                "toolExecutionNotifications": [_notification(item) for item in not_run],
            }
        ],
        "results": [
            *(_result(finding, index) for finding in kept),
            *(_result(finding, index) | {"suppressions": [_suppression(finding)]} for finding in accepted),
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    rule = rules().get(name)
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.advice},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _notification(finding: Finding) -> dict[str, Any]:
    said = f"{finding.language}: {finding.message}" if finding.language else finding.message
    notification = {"descriptor": {"id": finding.rule}, "level": "error", "message": _message(said)}
    return notification | _locations(finding)


def _suppression(finding: Finding) -> dict[str, str]:
    return {"kind": "external", "justification": finding.accepted or ""}


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    is_failed = finding.outcome is Outcome.FAILED
    said = [finding.message]
    said += [f"Source: {finding.msgid}"] if finding.msgid else []
    said += [f"Do: {finding.hint}"] if finding.hint else []
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "kind": "fail" if is_failed else "review",
        # SARIF 3.27.10: only what failed has a level.
        "level": LEVELS[finding.level] if is_failed else "none",
        "message": _message("\n".join(said)),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        **_locations(finding),
    }


def _message(text: str) -> dict[str, str]:
    """Return a message; in a SARIF message braces are doubled, they would name an argument (3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _locations(finding: Finding) -> dict[str, Any]:
    """Return where a finding lies, as a property; none where no file is known."""
    if finding.file is None:
        return {}
    # A file name of other bytes than UTF-8 has them here as half characters.
    address = quote(finding.file.encode("utf-8", "surrogateescape"))
    place: dict[str, Any] = {"artifactLocation": {"uri": address, "uriBaseId": ROOT}}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.id is not None:
        location["logicalLocations"] = [{"name": finding.id}]
    return {"locations": [location]}
