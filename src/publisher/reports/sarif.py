"""Findings, and the evidence of an audit, in SARIF 2.1.0 (OASIS), as code hosts and editors show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from publisher.model.changes import Changes, Earlier
from publisher.model.evidence import EARLIER, Assertion, CatalogPlace, Evidence, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.reports import addresses
from publisher.rules import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
ROOT = "%SRCROOT%"
"""what viewers call the folder that relative addresses start from"""
FINGERPRINT = "publisher/v1"
"""name of our fingerprint; another way of making it needs another name (SARIF 3.27.17)"""
MIME = {"pdf": "application/pdf", "html": "text/html"}
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
"""a time as SARIF has it (3.9)"""
KINDS = {
    Outcome.FAILED: "fail",
    Outcome.CANT_TELL: "open",
    Outcome.PASSED: "pass",
    Outcome.INAPPLICABLE: "notApplicable",
    Outcome.UNTESTED: "review",
}
"""kinds of results of an audit (3.27.9); what is untested and a result is a person's to review"""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A standard, as results are sorted by it (3.19.3)."""

    name: str
    """which tags begin with too"""
    version: str
    organization: str
    address: str
    ids: Callable[[Requirements], Sequence[str]]
    help: Callable[[str], str | None] = lambda _id: None


TAXONOMIES = (
    Taxonomy("WCAG", "2.2", "W3C", addresses.WCAG, lambda of: of.wcag, addresses.criterion),
    Taxonomy("EN 301 549", "3.2.1", "ETSI, CEN, CENELEC", addresses.EN_301549, lambda of: of.en),
    Taxonomy("Matterhorn Protocol", "1.1", "PDF Association", addresses.MATTERHORN, lambda of: of.matterhorn),
)


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
        "invocations": [_invocation([_notification(item) for item in not_run])],
        "results": [
            *(_result(finding, index) for finding in kept),
            *(_result(finding, index) | {"suppressions": [_suppression(finding)]} for finding in accepted),
        ],
    }
    return _log([run])


def evidence_log(evidence: Evidence, changes: Changes | None = None) -> dict[str, Any]:
    """Return two runs: what speaks against the publication, compared with an earlier audit; and all else that was said.

    They are two because a run is compared with another whole or not at all (3.27.24), and what passed is not. An
    assertion is one result, by `KINDS`; what a program did not test is no result but a notification of the invocation,
    each counted once. What was mended is an absent result that is informational: it fails no more. Each result and
    notification has what SARIF has no place for in its property bag.
    """
    defects = tuple(evidence.defects)
    rest = tuple(item for item in evidence.assertions if item.outcome not in EARLIER or item.is_owed)
    against = _Run(evidence, defects, changes.mended if changes else ())
    return _log([against.as_json("defects", _states(defects, changes)), _Run(evidence, rest).as_json("other")])


def _states(defects: Sequence[Assertion], changes: Changes | None) -> list[dict[str, str]]:
    """Return the property that says how each defect stands to the earlier audit; empty ones without any."""
    if changes is None:
        return [{} for _ in defects]
    known = Counter(changes.known)
    states = []
    for item in defects:
        states.append({"baselineState": "unchanged" if known[item] else "new"})
        known[item] -= known[item] > 0
    return states


def _log(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": list(runs)}


class _Run:
    """One run of an audit: tables of rules, files and standards, and results that name their entries by number."""

    def __init__(self, evidence: Evidence, assertions: Sequence[Assertion], mended: Sequence[Earlier] = ()) -> None:
        self.evidence = evidence
        self.assertions = assertions
        self.mended = mended
        self.requirements: dict[str, list[Requirements]] = {row.rule: [] for row in mended}
        for item in assertions:
            self.requirements.setdefault(item.finding.rule, []).append(item.requirements)
        self.rules = _numbered(self.requirements)
        self.files = _numbered(subject.path for subject in evidence.subjects)
        self.told: dict[Requirements, list[dict[str, Any]]] = {}
        """what results say of requirements that they have in common"""
        self.taxa = [_numbered(_ids(kind, (item.requirements for item in assertions))) for kind in TAXONOMIES]

    def as_json(self, name: str, states: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
        told = list(zip(self.assertions, states or [{} for _ in self.assertions], strict=True))
        not_run = [self._not_run(item, state) for item, state in told if item.is_not_run]
        return {
            "tool": {"driver": self._driver()},
            "automationDetails": {"id": f"publisher audit/{'+'.join(self.evidence.languages)}/{name}/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(not_run, self.evidence.date)],
            "artifacts": [_artifact(subject) for subject in self.evidence.subjects],
            "taxonomies": [self._taxonomy(number) for number in range(len(TAXONOMIES))],
            "results": [
                *(self._assertion(item, state) for item, state in told if not item.is_not_run),
                *(self._absent(row) for row in self.mended),
            ],
        }

    def _driver(self) -> dict[str, Any]:
        name, _, version = self.evidence.tool.partition(" ")
        return {
            "name": name,
            **({"version": version} if version else {}),
            "rules": [self._rule(name) for name in self.rules],
            "supportedTaxonomies": [{"name": kind.name, "index": index} for index, kind in enumerate(TAXONOMIES)],
            "properties": {"checkers": list(self.evidence.checkers)},
        }

    def _rule(self, name: str) -> dict[str, Any]:
        ids = [(number, id) for number, kind in enumerate(TAXONOMIES) for id in _ids(kind, self.requirements[name])]
        if not ids:
            return _rule(name)
        criterion = next((address for number, id in ids if (address := TAXONOMIES[number].help(id))), None)
        return {
            **_rule(name),
            **({"helpUri": criterion} if criterion else {}),
            "relationships": [{"target": self._taxon(number, id), "kinds": ["relevant"]} for number, id in ids],
            "properties": {"tags": [f"{TAXONOMIES[number].name} {id}" for number, id in ids]},
        }

    def _taxa(self, of: Requirements) -> list[dict[str, Any]]:
        if of not in self.told:
            ids = ((number, id) for number, kind in enumerate(TAXONOMIES) for id in _ids(kind, (of,)))
            self.told[of] = [self._taxon(number, id) for number, id in ids]
        return self.told[of]

    def _taxon(self, number: int, id: str) -> dict[str, Any]:
        component = {"name": TAXONOMIES[number].name, "index": number}
        return {"id": id, "index": self.taxa[number][id], "toolComponent": component}

    def _taxonomy(self, number: int) -> dict[str, Any]:
        kind = TAXONOMIES[number]
        taxa = [{"id": id, **({"helpUri": address} if (address := kind.help(id)) else {})} for id in self.taxa[number]]
        return {
            "name": kind.name,
            "version": kind.version,
            "organization": kind.organization,
            "informationUri": kind.address,
            "isComprehensive": False,
            "taxa": taxa,
        }

    def _assertion(self, item: Assertion, state: Mapping[str, str]) -> dict[str, Any]:
        finding, subject = item.finding, self._file(item.subject.path)
        taxa = self._taxa(item.requirements)
        return {
            **_result(finding, self.rules, KINDS[item.outcome]),
            "analysisTarget": subject,
            "locations": [{"physicalLocation": {"artifactLocation": subject}}],
            **_locations(finding, _blocks(finding)),
            **({"relatedLocations": [_translation(item.catalog)]} if item.catalog else {}),
            **({"taxa": taxa} if taxa else {}),
            **({"suppressions": [_suppression(finding)]} if finding.accepted is not None else {}),
            **state,
            "properties": _bag(item),
        }

    def _not_run(self, item: Assertion, state: Mapping[str, str]) -> dict[str, Any]:
        rule = item.finding.rule
        return {
            **_notification(item.finding),
            "associatedRule": {"id": rule, "index": self.rules[rule]},
            "properties": {**_bag(item), **state},
        }

    def _absent(self, row: Earlier) -> dict[str, Any]:
        file, _, line = row.place.rpartition(":")
        known = line.isascii() and line.isdigit()
        return {
            "ruleId": row.rule,
            "ruleIndex": self.rules[row.rule],
            "kind": "informational",
            "level": "none",
            "message": _message(row.message),
            "partialFingerprints": {FINGERPRINT: row.fingerprint},
            **(
                {"locations": [_location(file, int(line[:9])) if known else _location(row.place, None)]}
                if row.place
                else {}
            ),
            "baselineState": "absent",
            "properties": {
                "rule": row.rule,
                "outcome": str(row.outcome),
                "language": row.language,
                "place": row.place,
                "fingerprint": row.fingerprint,
            },
        }

    def _file(self, path: str) -> dict[str, Any]:
        index = {"index": self.files[path]} if path in self.files else {}
        return {"uri": _address(path), "uriBaseId": ROOT, **index}


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _ids(kind: Taxonomy, requirements: Iterable[Requirements]) -> list[str]:
    return sorted({id for of in requirements for id in kind.ids(of)})


def _bag(item: Assertion) -> dict[str, Any]:
    """Return what SARIF has no property for, and what a later audit compares."""
    finding = item.finding
    return {
        "rule": finding.rule,
        "outcome": str(item.outcome),
        "mode": str(item.mode),
        "language": item.subject.language,
        "subject": item.subject.path,
        "place": finding.place,
        "fingerprint": finding.fingerprint,
        **({"message": finding.message} if item.outcome in EARLIER and not item.is_owed else {}),
        **({"checker": finding.checker} if finding.checker is not None else {}),
        **({"objects": item.objects} if item.objects is not None else {}),
        **({"page": finding.page} if finding.page is not None else {}),
    }


def _artifact(subject: TestSubject) -> dict[str, Any]:
    roles = ["analysisTarget", "directory"] if subject.path.endswith("/") else ["analysisTarget"]
    types = {} if subject.path.endswith("/") else {"mimeType": MIME[subject.kind]}
    return {
        "location": {"uri": _address(subject.path), "uriBaseId": ROOT},
        "roles": roles,
        **types,
        "hashes": {"sha-256": subject.sha256},
        "properties": {"language": subject.language},
    }


def _blocks(finding: Finding) -> list[dict[str, str]]:
    block = [{"name": finding.id, "kind": "block"}] if finding.id is not None else []
    return block + ([{"name": str(finding.page), "kind": "page"}] if finding.page is not None else [])


def _translation(place: CatalogPlace) -> dict[str, Any]:
    return {**_location(place.file, place.line), "message": {"text": "The translation"}}


def _invocation(notifications: Sequence[Mapping[str, Any]], date: str | None = None) -> dict[str, Any]:
    """Return the invocation: an unsuccessful one where something was not run (3.20.14)."""
    end = {"endTimeUtc": date} if date is not None and UTC.fullmatch(date) else {}
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": list(notifications), **end}


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


def _result(finding: Finding, index: Mapping[str, int], kind: str = "") -> dict[str, Any]:
    is_failed = finding.outcome is Outcome.FAILED
    said = [finding.message]
    said += [f"Source: {finding.msgid}"] if finding.msgid else []
    said += [f"Do: {finding.hint}"] if finding.hint else []
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "kind": kind or ("fail" if is_failed else "review"),
        # SARIF 3.27.10: only what failed has a level.
        "level": LEVELS[finding.level] if is_failed else "none",
        "message": _message("\n".join(said)),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        **_locations(finding),
    }


def _message(text: str) -> dict[str, str]:
    """Return a message that is nothing but text.

    Braces are doubled, they would name an argument (3.11.5); what would be a link (3.11.6) is taken apart.
    """
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _locations(finding: Finding, logical: Iterable[Mapping[str, str]] | None = None) -> dict[str, Any]:
    """Return where a finding lies, as a property; none where no file is known."""
    if finding.file is None:
        return {}
    block = [{"name": finding.id}] if finding.id is not None else []
    named = block if logical is None else list(logical)
    return {"locations": [_location(finding.file, finding.line) | ({"logicalLocations": named} if named else {})]}


def _location(file: str, line: int | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _address(file), "uriBaseId": ROOT}}
    if line is not None and line > 0:  # 3.30.5: a region begins with line 1
        place["region"] = {"startLine": line}
    return {"physicalLocation": place}


def _address(file: str) -> str:
    """Return a path as a relative reference; a name of other bytes than UTF-8 has them as half characters."""
    try:
        return quote(file.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(file.encode("utf-8", "replace"))
