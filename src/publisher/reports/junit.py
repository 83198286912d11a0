"""JUnit XML, which every build server shows.

Findings are a suite per file, a test case per rule that spoke there; the evidence of an audit is a suite per subject, a
test case per assertion.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from publisher.model.evidence import Assertion, Evidence, TestSubject
from publisher.model.finding import Finding, Level, Outcome

ILLEGAL = {
    code: "\ufffd" for code in (*range(32), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)
}
"""characters that XML 1.0 cannot hold, and DEL"""
UNSEEN = re.compile(
    "[\x80-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
KINDS = ("error", "failure", "skipped")
"""the graver first: what was not run; errors and warnings; notes"""
NO_FILE = "publication"


def suites(found: Sequence[Finding]) -> str:
    """Return the document; one that found nothing has one test case, which passed."""
    root = ElementTree.Element("testsuites", name="publisher check")
    ordered = sorted(found, key=lambda finding: (finding.file or NO_FILE, finding.rule))
    for file, group in groupby(ordered, key=lambda finding: finding.file or NO_FILE):
        cases = [list(same) for _, same in groupby(group, key=lambda finding: finding.rule)]
        kinds = [min((_kind(finding) for finding in case), key=KINDS.index) for case in cases]
        suite = _suite(root, file, kinds)
        for case, kind in zip(cases, kinds, strict=True):
            _case(suite, file, case, kind)
    if not found:
        ElementTree.SubElement(_suite(root, NO_FILE, ["passed"]), "testcase", classname=NO_FILE, name="check")
    ElementTree.indent(root)
    return _written(root)


def evidence_suites(evidence: Evidence) -> str:
    """Return the evidence: what failed is a failure of the type of its level, what no program tested is an error.

    Skipped is what nobody can call passed: what is owed to a person, what no checker could tell, what does not apply.
    Which of them says the property `outcome` of the case, and `mode`.
    """
    root = ElementTree.Element("testsuites", name=_legal(f"{evidence.tool} audit"))
    by_path: dict[str, list[Assertion]] = {subject.path: [] for subject in evidence.subjects}
    subjects = {subject.path: subject for subject in evidence.subjects}
    for item in evidence.assertions:
        by_path.setdefault(item.subject.path, []).append(item)
        subjects.setdefault(item.subject.path, item.subject)
    for path, items in by_path.items():
        suite = _suite(root, f"{subjects[path].language}: {path}", [_kind_of(item) for item in items])
        if evidence.date is not None:
            suite.set("timestamp", _legal(evidence.date))
        _properties(suite, _about(evidence, subjects[path]))
        for item, name in zip(items, _names(items), strict=True):
            _assertion(suite, item, name)
    kinds = [_kind_of(item) for item in evidence.assertions]
    for name, number in _numbers(kinds).items():
        root.set(name, number)
    ElementTree.indent(root)
    return _written(root)


def _written(root: ElementTree.Element) -> str:
    """Return the document; what a terminal would obey, or show in another order, stands there as a reference."""
    text = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{UNSEEN.sub(lambda sign: f"&#{ord(sign.group())};", text)}'


def _about(evidence: Evidence, subject: TestSubject) -> dict[str, str]:
    return {
        "language": subject.language,
        "sha256": subject.sha256,
        "tool": evidence.tool,
        "checkers": ", ".join(evidence.checkers),
    }


def _kind_of(item: Assertion) -> str:
    if item.is_not_run:
        return "error"
    return {Outcome.PASSED: "passed", Outcome.FAILED: "failure"}.get(item.outcome, "skipped")


def _names(items: Sequence[Assertion]) -> list[str]:
    """Return names that differ: build servers take cases of one name for one."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        place = item.finding.place or item.finding.id
        name = f"{item.finding.rule} ({place})" if place else item.finding.rule
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return names


def _assertion(suite: ElementTree.Element, item: Assertion, name: str) -> None:
    finding, kind = item.finding, _kind_of(item)
    case = ElementTree.SubElement(suite, "testcase", classname=_legal(item.subject.path), name=_legal(name))
    if finding.file is not None:
        case.set("file", _legal(finding.file))
    if finding.line is not None:
        case.set("line", str(finding.line))
    _properties(case, _facts(item))
    if kind == "passed":
        return
    said = ElementTree.SubElement(case, kind, message=_legal(f"{_why(item)}: {finding.message}"))
    if kind == "failure":
        said.set("type", str(finding.level))
    said.text = _legal(_lines(finding))


def _why(item: Assertion) -> str:
    if item.is_owed:
        return "owed to a person"
    words = {Outcome.UNTESTED: "not run", Outcome.CANT_TELL: "cannot tell", Outcome.INAPPLICABLE: "inapplicable"}
    return words.get(item.outcome, str(item.finding.level))


def _facts(item: Assertion) -> dict[str, str]:
    finding = item.finding
    facts = {
        "outcome": item.outcome,
        "mode": item.mode,
        "level": finding.level if item.outcome is Outcome.FAILED else None,
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "checker": finding.checker,
        "accepted": finding.accepted,
        "objects": item.objects,
        "page": finding.page,
        "id": finding.id,
        "catalog": item.catalog,
        "wcag": ", ".join(item.requirements.wcag) or None,
        "en301549": ", ".join(item.requirements.en) or None,
        "matterhorn": ", ".join(item.requirements.matterhorn) or None,
    }
    return {name: str(value) for name, value in facts.items() if value is not None}


def _properties(parent: ElementTree.Element, facts: Mapping[str, str]) -> None:
    properties = ElementTree.SubElement(parent, "properties")
    for name, value in facts.items():
        ElementTree.SubElement(properties, "property", name=name, value=_legal(value))


def _numbers(kinds: Sequence[str]) -> dict[str, str]:
    """Return the counts that build servers read."""
    return {
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }


def _suite(root: ElementTree.Element, file: str, kinds: Sequence[str]) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", {"name": _legal(file), **_numbers(kinds)})


def _case(suite: ElementTree.Element, file: str, found: Sequence[Finding], kind: str) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=_legal(file), name=_legal(found[0].rule), file=_legal(file)
    )
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    result = ElementTree.SubElement(case, kind, message=_legal(found[0].message + more))
    result.text = _legal("\n".join(map(_lines, found)))


def _kind(finding: Finding) -> str:
    if finding.outcome is Outcome.UNTESTED:
        return "error"
    return "skipped" if finding.level is Level.NOTE else "failure"


def _lines(finding: Finding) -> str:
    parts = [f"{finding.place or NO_FILE}: {finding.level}: {finding.message}"]
    parts += [f"    source: {finding.msgid}"] if finding.msgid else []
    parts += [f"    text: {finding.text}"] if finding.text else []
    parts += [f"    do: {finding.hint}"] if finding.hint else []
    return "\n".join(parts)


def _legal(text: str) -> str:
    return text if text.isprintable() else text.translate(ILLEGAL)
