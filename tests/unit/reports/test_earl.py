"""EARL 1.0, read as its triples: what a reader of JSON-LD gets that fetches nothing."""

from __future__ import annotations

import json as standard
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest
from pyld import jsonld
from tests.unit.reports.hostile import ASSERTIONS, EVIDENCE, PAGES, PDF, WANTED, said

from publisher.model.evidence import Assertion, CatalogPlace, Evidence, Requirements
from publisher.model.finding import Level, Outcome
from publisher.reports import earl, json
from publisher.rules import rules

EARL = "http://www.w3.org/ns/earl#"
DCT = "http://purl.org/dc/terms/"
PTR = "http://www.w3.org/2009/pointers#"
SPDX = "http://spdx.org/rdf/terms#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FOAF = "http://xmlns.com/foaf/0.1/"
PARTS = {"assertedBy", "subject", "test", "result", "mode"}

Graph = Mapping[str, Mapping[str, list[Mapping[str, Any]]]]


def refused(address: str, _options: object) -> None:
    raise AssertionError(f"{address} is fetched")


def graph(*assertions: Assertion) -> Graph:
    """Return the objects of the triples, by subject and predicate."""
    evidence = Evidence("T", "fr", ("fr", "ar"), "publisher 1.2.3", ("axe-core 4.14.1",), EVIDENCE.subjects, assertions)
    data = standard.loads(json.dumps(earl.document(evidence)))
    triples = jsonld.to_rdf(data, {"documentLoader": refused})["@default"]
    found: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        found[triple["subject"]["value"]][triple["predicate"]["value"]].append(triple["object"])
    return found


def of_type(found: Graph, name: str) -> list[Mapping[str, list[Mapping[str, Any]]]]:
    return [node for node in found.values() if name in [item["value"] for item in node.get(TYPE, [])]]


def only(node: Mapping[str, list[Mapping[str, Any]]], name: str) -> str:
    (item,) = node[name]
    return str(item["value"])


def test_every_assertion_has_its_five_parts() -> None:
    found = graph(*ASSERTIONS)
    made = of_type(found, f"{EARL}Assertion")
    assert len(made) == len(ASSERTIONS)
    for node in made:
        assert {name: len(node[f"{EARL}{name}"]) for name in PARTS} == dict.fromkeys(PARTS, 1)
        for name, kind in (("subject", "TestSubject"), ("result", "TestResult"), ("test", "TestCase")):
            part = found[only(node, f"{EARL}{name}")]
            assert f"{EARL}{kind}" in [item["value"] for item in part[TYPE]]


@pytest.mark.parametrize("outcome", Outcome)
def test_outcomes_and_modes_are_those_of_the_vocabulary(outcome: Outcome) -> None:
    for manual, mode in ((False, "automatic"), (True, "manual")):
        found = graph(said(outcome, manual=manual))
        (made,) = of_type(found, f"{EARL}Assertion")
        (result,) = of_type(found, f"{EARL}TestResult")
        assert only(result, f"{EARL}outcome") == f"{EARL}{outcome}"
        assert only(made, f"{EARL}mode") == f"{EARL}{mode}"


def test_a_program_is_software_with_its_version() -> None:
    found = graph(said(checker="veraPDF 1.28.1"))
    (made,) = of_type(found, f"{EARL}Assertion")
    program = found[only(made, f"{EARL}assertedBy")]
    assert f"{EARL}Software" in [item["value"] for item in program[TYPE]]
    assert (only(program, f"{DCT}title"), only(program, f"{DCT}hasVersion")) == ("veraPDF", "1.28.1")


def test_what_a_person_judged_is_asserted_by_the_person() -> None:
    found = graph(said(Outcome.PASSED, manual=True, checker="Amélie"))
    (person,) = of_type(found, f"{FOAF}Person")
    assert only(person, f"{FOAF}name") == "Amélie"


def test_what_is_owed_is_asserted_by_no_person() -> None:
    found = graph(said(Outcome.UNTESTED, manual=True, checker="Amélie"))
    assert of_type(found, f"{FOAF}Person") == []


def test_a_subject_has_its_hash() -> None:
    found = graph(said(subject=PDF))
    subject = next(node for node in of_type(found, f"{EARL}TestSubject") if only(node, f"{DCT}language") == "ar")
    checksum = found[only(subject, f"{SPDX}checksum")]
    assert only(checksum, f"{SPDX}checksumValue") == PDF.sha256
    assert only(checksum, f"{SPDX}algorithm") == f"{SPDX}checksumAlgorithm_sha256"
    assert only(subject, f"{DCT}format") == "application/pdf"


def test_a_test_is_part_of_criteria_rows_and_clauses() -> None:
    found = graph(said(requirements=WANTED))
    (test,) = of_type(found, f"{EARL}TestCase")
    parts = {item["value"] for item in test[f"{DCT}isPartOf"]}
    assert {"https://www.w3.org/TR/WCAG22/#non-text-content", "https://www.w3.org/TR/WCAG22/#use-of-color"} < parts
    assert {only(found[part], f"{DCT}identifier") for part in parts} == {"1.1.1", "1.4.1", "10.1.1.1", "13-004"}


def test_a_criterion_that_is_none_has_no_address() -> None:
    found = graph(said(requirements=Requirements(("9.9.9",))))
    (test,) = of_type(found, f"{EARL}TestCase")
    assert [item["type"] for item in test[f"{DCT}isPartOf"]] == ["blank node"]


def test_places_are_lines_of_files_and_fragments_of_what_was_tested() -> None:
    found = graph(
        said(subject=PDF, file="source/a.md", line=7, id="b-1", page=3, catalog=CatalogPlace("locale/ar/a.po", 9))
    )
    lines = {
        (only(found[only(node, f"{PTR}reference")], f"{DCT}identifier"), only(node, f"{PTR}lineNumber"))
        for node in of_type(found, f"{PTR}LineCharPointer")
    }
    fragments = {only(node, f"{PTR}expression") for node in of_type(found, f"{PTR}ExpressionPointer")}
    assert lines == {("source/a.md", "7"), ("locale/ar/a.po", "9")}
    assert fragments == {"#b-1", "#page=3"}


def test_a_line_that_is_none_is_no_place() -> None:
    assert of_type(graph(said(file="source/a.md", line=0), said(file="source/a.md")), f"{PTR}LineCharPointer") == []


def test_a_place_in_an_output_is_one_of_its_subject() -> None:
    found = graph(said(subject=PDF, file=PDF.path, line=7))
    (node,) = of_type(found, f"{PTR}LineCharPointer")
    assert only(found[only(node, f"{PTR}reference")], TYPE) == f"{EARL}TestSubject"


def test_what_is_said_is_english_and_has_its_level() -> None:
    (result,) = of_type(graph(said(level=Level.WARNING, message="عربي @en")), f"{EARL}TestResult")
    (description,) = result[f"{DCT}description"]
    assert (description["value"], description["language"]) == ("عربي @en", "en")
    assert only(result, f"{EARL}info") == "warning"


def test_a_rule_of_ours_says_what_it_tests() -> None:
    rule = next(iter(rules().values()))
    (test,) = of_type(graph(said(rule=rule.id)), f"{EARL}TestCase")
    assert only(test, f"{DCT}title") == rule.summary


def test_equal_assertions_are_two_and_share_their_subject() -> None:
    found = graph(said(), said())
    made = of_type(found, f"{EARL}Assertion")
    assert len(made) == 2
    assert len({only(node, f"{EARL}subject") for node in made}) == 1
    assert PAGES.path in {only(node, f"{DCT}identifier") for node in of_type(found, f"{EARL}TestSubject")}
