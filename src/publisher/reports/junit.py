"""Findings as JUnit XML, which every build server shows: a suite per file, a test case per rule that spoke there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from publisher.model.finding import Finding, Level, Outcome

ILLEGAL = {
    code: "\ufffd" for code in (*range(32), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)
}
"""characters that XML 1.0 cannot hold, and DEL"""
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
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _suite(root: ElementTree.Element, file: str, kinds: Sequence[str]) -> ElementTree.Element:
    return ElementTree.SubElement(
        root, "testsuite", name=_legal(file), tests=str(len(kinds)), failures=str(kinds.count("failure")),
        errors=str(kinds.count("error")), skipped=str(kinds.count("skipped")),
    )  # fmt: skip


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
    return text.translate(ILLEGAL)
