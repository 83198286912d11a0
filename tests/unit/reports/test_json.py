"""The evidence as JSON: by its published schema, read again as it was, and nothing else taken for it."""

from __future__ import annotations

import json as standard
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.unit.reports.hostile import ALL, ANY_EVIDENCE, EVIDENCE

from publisher.model.evidence import Counts, Evidence, Mode
from publisher.model.finding import EXTRA, FIELDS, Level, Outcome
from publisher.reports import json

Change = Callable[[dict[str, Any]], object]


def schema(name: str) -> dict[str, Any]:
    text = files("publisher.reports").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    return dict(standard.loads(text))


def written(evidence: Evidence = EVIDENCE) -> dict[str, Any]:
    return dict(json.loads(json.dumps(json.evidence(evidence))))


def test_evidence_holds_to_its_schema() -> None:
    Draft202012Validator(schema("findings")).validate(written())


@settings(max_examples=30, deadline=None)
@given(evidence=ANY_EVIDENCE)
def test_any_evidence_is_read_as_it_was_and_holds_to_its_schema(evidence: Evidence) -> None:
    assert json.evidence_of(json.evidence(evidence)) == evidence
    Draft202012Validator(schema("findings")).validate(written(evidence))


def test_what_was_written_to_a_file_is_read_but_for_half_characters() -> None:
    read = json.evidence_of(written())
    assert read.counts == EVIDENCE.counts
    assert [item.finding.fingerprint for item in read.assertions] == [
        item.finding.fingerprint for item in EVIDENCE.assertions
    ]


@pytest.mark.parametrize("name", ["findings", "audit"])
def test_a_schema_is_one_and_describes_every_property(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    for part in (found, *found["$defs"].values()):
        for key, value in part.get("properties", {}).items():
            assert value.get("description") or "$ref" in value or "items" in value, key


def test_findings_of_the_command_line_hold_to_their_schema() -> None:
    Draft202012Validator(schema("audit")).validate(standard.loads(json.dumps({"findings": json.findings(ALL)})))
    finding = schema("audit")["$defs"]["finding"]
    assert set(finding["properties"]) == {*FIELDS, *EXTRA, "fingerprint"}
    assert set(finding["required"]) == {*FIELDS, "fingerprint"}


def test_a_schema_knows_the_words_and_numbers_of_the_model() -> None:
    found = schema("findings")
    row, counts = found["$defs"]["assertion"]["properties"], found["$defs"]["counts"]["properties"]
    assert row["outcome"]["enum"] == [str(item) for item in Outcome]
    assert row["level"]["enum"] == [str(item) for item in Level]
    assert row["mode"]["enum"] == [str(item) for item in Mode]
    assert set(counts) == {*(item.name for item in fields(Counts)), "total"}
    assert set(row) == json.ROW
    assert tuple(found["properties"]) == json.HEAD


def test_a_pass_has_no_keys_for_what_is_not_known() -> None:
    passed = written()["assertions"][1]
    assert set(passed) == {*json.ALWAYS, "wcag"}


CHANGES: dict[str, Change] = {
    "a count": lambda data: data["counts"].update(failed=0),
    "an outcome": lambda data: data["assertions"][-1].update(outcome="passed"),
    "a text": lambda data: data["assertions"][-1].update(quote="another"),
    "an assertion less": lambda data: data["assertions"].pop(),
    "a version that is true": lambda data: data.update(version=True),
    "another version": lambda data: data.update(version=2),
    "an unknown key": lambda data: data.update(extra=1),
    "an unknown key of a row": lambda data: data["assertions"][0].update(extra=1),
    "a key less": lambda data: data.pop("tool"),
    "an unknown word": lambda data: data["assertions"][0].update(outcome="fine"),
    "no word at all": lambda data: data["assertions"][0].update(level=[]),
    "a line that is a text": lambda data: data["assertions"][0].update(line="3"),
    "a line that is true": lambda data: data["assertions"][0].update(line=True),
    "a message that is a number": lambda data: data["assertions"][0].update(message=3),
    "a list that is a text": lambda data: data["assertions"][0].update(wcag="1.1.1"),
    "numbers in a list": lambda data: data["assertions"][0].update(wcag=[1]),
    "an unknown subject": lambda data: data["assertions"][0].update(subject="elsewhere"),
    "a subject twice": lambda data: data["subjects"].append(data["subjects"][0]),
    "a subject that is none": lambda data: data["subjects"].append([]),
    "a row that is none": lambda data: data["assertions"].append(None),
    "no rows": lambda data: data.update(assertions={}),
    "a catalog that is a text": lambda data: data["assertions"][7].update(catalog="a.po:3"),
    "a catalog without a line": lambda data: data["assertions"][7]["catalog"].pop("line"),
    "a date that is a number": lambda data: data.update(date=2026),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_altered_is_refused(change: Change) -> None:
    data = written()
    change(data)
    with pytest.raises(ValueError, match=r"."):
        json.evidence_of(data)


@pytest.mark.parametrize("data", [None, [], 3, "x", {}, {"findings": []}])
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        json.evidence_of(data)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": NaN}', "[" + "9" * 5000 + "]", "\ufeff{}"])
def test_a_damaged_file_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        json.loads(text)


def test_a_date_may_be_unknown() -> None:
    evidence = replace(EVIDENCE, date=None)
    assert json.evidence_of(json.evidence(evidence)) == evidence
