"""The evidence of an audit in EARL 1.0 (W3C), as JSON-LD with its context inside: nothing is fetched to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publisher.model.evidence import Assertion, Evidence, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.reports import addresses
from publisher.rules import rules

CONTEXT: Mapping[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Assertion": "earl:Assertion",
    "Assertor": "earl:Assertor",
    "Software": "earl:Software",
    "Person": "foaf:Person",
    "Document": "foaf:Document",
    "TestSubject": "earl:TestSubject",
    "TestCase": "earl:TestCase",
    "TestRequirement": "earl:TestRequirement",
    "TestResult": "earl:TestResult",
    "LineCharPointer": "ptr:LineCharPointer",
    "ExpressionPointer": "ptr:ExpressionPointer",
    "Checksum": "spdx:Checksum",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "result": "earl:result",
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "info": "earl:info",
    "pointer": "earl:pointer",
    "lineNumber": {"@id": "ptr:lineNumber", "@type": "xsd:positiveInteger"},
    "expression": "ptr:expression",
    "reference": {"@id": "ptr:reference", "@type": "@id"},
    "checksum": "spdx:checksum",
    "checksumValue": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
    "algorithm": {"@id": "spdx:algorithm", "@type": "@id"},
    "name": "foaf:name",
    "title": "dct:title",
    "hasVersion": "dct:hasVersion",
    "description": {"@id": "dct:description", "@language": "en"},
    "identifier": "dct:identifier",
    "language": "dct:language",
    "format": "dct:format",
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "created": "dct:created",
}
"""short names of the vocabularies that EARL is made with, and SPDX for hashes, as DCAT does"""
FORMATS = {"pdf": "application/pdf", "html": "text/html"}
STANDARDS = {
    "matterhorn": ("Matterhorn Protocol 1.1", addresses.MATTERHORN),
    "en": ("EN 301 549 V3.2.1", addresses.EN_301549),
}
"""standards whose requirements have no address of their own"""


def document(evidence: Evidence) -> dict[str, Any]:
    """Return the graph: who asserts, what was tested, by which tests, then an assertion for each of the evidence.

    The level of what failed is the `info` of its result, the fingerprint the identifier of its assertion. What is
    untested is owed to a person where the mode is manual, and asserted by this program; else it was not run.
    """
    nodes = _Nodes(evidence)
    assertions = [nodes.assertion(item) for item in evidence.assertions]
    return {"@context": dict(CONTEXT), "@graph": [*nodes.all, *assertions]}


class _Nodes:
    """What assertions share, each once, under the names of blank nodes: a report has no address of its own."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.all: list[dict[str, Any]] = []
        self.names: dict[object, str] = {}
        self.subjects = {subject.path: subject for subject in evidence.subjects}
        self.tool = self._software(evidence.tool)
        for checker in evidence.checkers:
            self._software(checker)
        for subject in evidence.subjects:
            self._subject(subject)

    def assertion(self, item: Assertion) -> dict[str, Any]:
        """Return an assertion with its five parts."""
        return {
            "@type": "Assertion",
            "identifier": item.finding.fingerprint,
            "assertedBy": self._assertor(item),
            "subject": self._subject(item.subject),
            "test": self._test(item),
            "mode": f"earl:{item.mode}",
            "result": self._result(item),
            **({"created": self.evidence.date} if self.evidence.date is not None else {}),
        }

    def _named(self, key: tuple[object, ...], kind: str, node: Mapping[str, Any]) -> str:
        """Return the name of a node, which is put into the graph when it is met first."""
        if key not in self.names:
            self.names[key] = f"_:{kind}-{len(self.names)}"
            self.all.append({"@id": self.names[key], **node})
        return self.names[key]

    def _software(self, said: str) -> str:
        name, _, version = said.rpartition(" ")
        node = {"title": name, "hasVersion": version} if name and version[:1].isdigit() else {"title": said}
        return self._named(("software", said), "software", {"@type": ["Software", "Assertor"], **node})

    def _assertor(self, item: Assertion) -> str:
        said = item.finding.checker
        if item.mode is Mode.AUTOMATIC:
            return self.tool if said is None else self._software(said)
        if item.is_owed:
            return self.tool
        person = {"@type": ["Person", "Assertor"], **({"name": said} if said else {})}
        return self._named(("person", said), "person", person)

    def _subject(self, subject: TestSubject) -> str:
        node = {
            "@type": "TestSubject",
            "identifier": subject.path,
            "language": subject.language,
            "format": FORMATS[subject.kind],
            "checksum": {
                "@type": "Checksum",
                "algorithm": "spdx:checksumAlgorithm_sha256",
                "checksumValue": subject.sha256,
            },
        }
        return self._named(("subject", subject), "subject", node)

    def _test(self, item: Assertion) -> str:
        rule = rules().get(item.finding.rule)
        parts = self._requirements(item.requirements)
        node = {
            "@type": "TestCase",
            "identifier": item.finding.rule,
            "title": {"@value": rule.summary if rule else item.finding.rule, "@language": "en"},
            **({"description": rule.why} if rule else {}),
            **({"isPartOf": parts} if parts else {}),
        }
        return self._named(("test", item.finding.rule, item.requirements), "test", node)

    def _requirements(self, of: Requirements) -> list[str]:
        criteria = [self._criterion(number) for number in of.wcag]
        rows = [self._requirement("matterhorn", number) for number in of.matterhorn]
        return [*criteria, *rows, *(self._requirement("en", number) for number in of.en)]

    def _criterion(self, number: str) -> str:
        address = addresses.criterion(number)
        node = {"@type": "TestRequirement", "identifier": number, "isPartOf": addresses.WCAG}
        if address is None:
            return self._named(("wcag", number), "requirement", node)
        if ("wcag", number) not in self.names:
            self.names["wcag", number] = address
            self.all.append({"@id": address, **node})
        return address

    def _requirement(self, standard: str, number: str) -> str:
        title, address = STANDARDS[standard]
        node = {"@type": "TestRequirement", "identifier": number, "title": f"{title}, {number}", "isPartOf": address}
        return self._named((standard, number), "requirement", node)

    def _result(self, item: Assertion) -> dict[str, Any]:
        finding = item.finding
        pointers = list(self._pointers(item))
        return {
            "@type": "TestResult",
            "outcome": f"earl:{item.outcome}",
            "description": finding.message,
            **_info(item),
            **({"pointer": pointers} if pointers else {}),
        }

    def _pointers(self, item: Assertion) -> Iterable[dict[str, Any]]:
        """Return where: the line of the source and of the catalog, the block and the page of what was tested."""
        finding, subject = item.finding, self._subject(item.subject)
        yield from self._line(finding.file, finding.line)
        if item.catalog is not None:
            yield from self._line(item.catalog.file, item.catalog.line)
        for expression in _fragments(finding):
            yield {"@type": "ExpressionPointer", "expression": expression, "reference": subject}

    def _line(self, file: str | None, line: int | None) -> Iterable[dict[str, Any]]:
        if file is not None and line is not None and line > 0:
            yield {"@type": "LineCharPointer", "lineNumber": str(line), "reference": self._file(file)}

    def _file(self, path: str) -> str:
        tested = self.subjects.get(path)
        node = {"@type": "Document", "identifier": path}
        return self._named(("file", path), "file", node) if tested is None else self._subject(tested)


def _info(item: Assertion) -> dict[str, str]:
    if item.outcome is Outcome.FAILED:
        return {"info": str(item.finding.level)}
    return {} if item.objects is None else {"info": f"objects: {item.objects}"}


def _fragments(finding: Finding) -> Iterable[str]:
    """Return fragments of an address: of a block, of a page of a PDF file (RFC 8118)."""
    if finding.id is not None:
        yield f"#{finding.id}"
    if finding.page is not None:
        yield f"#page={finding.page}"
