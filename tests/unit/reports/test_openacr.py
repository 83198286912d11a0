"""OpenACR: valid for its schema and its catalogs, complete, and never better than what was found."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.unit.reports.hostile import WORDS

from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Evidence, Mode, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.model.publication import Publication
from publisher.reports.openacr import EDITIONS, acr
from publisher.standards.wcag import criteria

HOME = Path(__file__).parents[2] / "data/node_modules/@openacr/openacr"
PUBLICATION = Publication("Rapport", ("ar",), organisation="Ville de Nulle-Part", contact="acces@example.org")
EVIDENCE = Evidence("Rapport", "fr", ("fr", "ar"), "publisher 1", ("axe-core 4",), (), (), "2026-11-29T00:00:00Z")
PAGES = TestSubject("build/ar/html/", "0" * 64, "ar")
LEVELS_IN_USE = ("success_criteria_level_a", "success_criteria_level_aa")


def failed(rule: str = "html/axe-x", **place: Any) -> Assertion:
    return Assertion(Finding(rule, "m", language="ar", **place), PAGES)


def table(outcome: Outcome = Outcome.PASSED, language: str = "ar", **fields: Any) -> list[Row]:
    mode = fields.pop("mode", Mode.MANUAL)
    return [Row(id, kind, outcome, mode, language=language, **fields) for id in criteria() for kind in ("html", "pdf")]


def report(rows: list[Row], edition: str = EDITIONS[1], publication: Publication = PUBLICATION) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(acr(edition, rows, EVIDENCE, publication))
    return found


def adherence(found: dict[str, Any], id: str, component: str = "web") -> dict[str, str]:
    rows = [row for name in LEVELS_IN_USE for row in found["chapters"][name]["criteria"] if row["num"] == id]
    parts = [part for row in rows for part in row["components"] if part["name"] == component]
    (only,) = parts
    level: dict[str, str] = only["adherence"]
    return level


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("outcome", list(Outcome))
def test_it_is_valid_for_the_schema_and_its_catalog(edition: str, outcome: Outcome) -> None:
    found = report(table(outcome, defects=(failed(), failed(file=WORDS))), edition)
    schema = json.loads((HOME / "schema/openacr-0.1.0.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(found)
    catalog = yaml.safe_load((HOME / f"catalog/{edition}.yaml").read_text("utf-8"))
    terms = {term["id"] for term in catalog["terms"]}
    assert found["catalog"] == edition
    assert set(found["chapters"]) == {chapter["id"] for chapter in catalog["chapters"]}
    for chapter in catalog["chapters"]:
        rows = found["chapters"][chapter["id"]].get("criteria", [])
        if chapter["id"] in LEVELS_IN_USE:
            assert Counter(row["num"] for row in rows) == Counter(row["id"] for row in chapter["criteria"])
            assert [row["num"] for row in rows] == [row["id"] for row in chapter["criteria"]]
        else:
            assert found["chapters"][chapter["id"]]["disabled"] is True
            assert found["chapters"][chapter["id"]]["notes"]
        components = {row["id"]: row["components"] for row in chapter["criteria"]}
        for row in rows:
            assert [part["name"] for part in row["components"]] == components[row["num"]]
            assert {part["adherence"]["level"] for part in row["components"]} <= terms - {"not-evaluated"}


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        (Outcome.PASSED, "supports"),
        (Outcome.INAPPLICABLE, "not-applicable"),
        (Outcome.FAILED, "partially-supports"),
        (Outcome.CANT_TELL, "partially-supports"),
        (Outcome.UNTESTED, "partially-supports"),
    ],
)
def test_only_what_passed_is_supported(outcome: Outcome, level: str) -> None:
    found = report(table(outcome, defects=(failed(file="source/a.md", line=3),)))
    assert adherence(found, "1.3.1")["level"] == level
    assert adherence(found, "1.3.1", "electronic-docs")["level"] == level


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_not_known_is_said(mode: Mode) -> None:
    found = report(table(Outcome.UNTESTED, mode=mode, reason="It rained.", checkers=("axe-core 4",)))
    notes = adherence(found, "1.4.3")["notes"]
    assert (criteria()["1.4.3"].question in notes) is (mode is Mode.MANUAL)
    assert ("It rained." in notes) is (mode is Mode.AUTOMATIC)


def test_rows_of_matterhorn_stand_for_the_question_of_a_document() -> None:
    notes = adherence(report(table(Outcome.UNTESTED)), "3.1.1", "electronic-docs")["notes"]
    assert "11-007" in notes


def test_the_worst_language_counts_and_is_named() -> None:
    mended = Row("1.1.1", "html", Outcome.FAILED, Mode.AUTOMATIC, language="ar", defects=(failed(file="a.md", line=3),))
    rows = [*table(language="fr"), *table(Outcome.INAPPLICABLE, "es"), mended]
    found = adherence(report(rows), "1.1.1")
    assert found["level"] == "partially-supports"
    assert found["notes"].startswith("fr: ")
    assert "ar: " in found["notes"]
    assert "a.md:3 (html/axe-x)" in found["notes"]
    assert adherence(report(rows), "1.3.1")["level"] == "supports"


def test_a_file_that_fails_as_a_whole_in_all_languages_does_not_support() -> None:
    whole, place = failed(file="build/ar/html/index.html"), failed(file="source/a.md", line=1, id="b-1")
    rows = table(Outcome.FAILED, defects=(whole,))
    assert adherence(report(rows), "1.1.1")["level"] == "does-not-support"
    assert adherence(report([*rows, *table(Outcome.PASSED, "fr")]), "1.1.1")["level"] == "partially-supports"
    assert adherence(report(table(Outcome.FAILED, defects=(place,))), "1.1.1")["level"] == "partially-supports"


def test_many_places_are_counted_not_all_named() -> None:
    places = tuple(failed(file="a.md", line=line, id=f"b-{line}") for line in range(1, 101))
    notes = adherence(report(table(Outcome.FAILED, defects=places)), "1.1.1")["notes"]
    assert "100" in notes
    assert notes.count("a.md:") == 20


def test_parsing_is_no_burden_of_pages_and_nothing_a_pdf_has() -> None:
    found = report(table(Outcome.FAILED, defects=(failed(),)))
    assert adherence(found, "4.1.1")["level"] == "supports"
    assert adherence(found, "4.1.1", "electronic-docs")["level"] == "not-applicable"


def test_what_the_publication_does_not_have_does_not_apply_and_what_was_missed_is_not_excused() -> None:
    pages = [row for row in table() if row.kind == "html"]
    only_pages = replace(PUBLICATION, formats=("html",))
    assert adherence(report(pages, publication=only_pages), "1.1.1", "electronic-docs")["level"] == "not-applicable"
    assert adherence(report(pages), "1.1.1", "electronic-docs")["level"] == "partially-supports"
    assert adherence(report(table(), publication=only_pages), "1.1.1", "electronic-docs")["level"] == "supports"


@pytest.mark.parametrize(
    ("contact", "email", "website"),
    [
        ("acces@example.org", "acces@example.org", None),
        ("https://example.org/écrire", "", "https://example.org/écrire"),
        ("Madame Untel, 01 23 45 67 89", "", None),
        ("a@b@example.org", "", None),
        (None, "", None),
    ],
)
def test_no_address_is_made_up(contact: str | None, email: str, website: str | None) -> None:
    found = report(table(), publication=replace(PUBLICATION, contact=contact))
    assert found["author"]["email"] == email
    assert found["author"].get("website") == website
    assert ("has to be added" in found["notes"]) is (email == "")


def test_no_date_is_made_up() -> None:
    assert report(table())["report_date"] == EVIDENCE.date
    undated = yaml.safe_load(acr(EDITIONS[0], table(), replace(EVIDENCE, date=None), PUBLICATION))
    assert "report_date" not in undated


def test_hostile_words_stay_words_on_one_line() -> None:
    publication = replace(PUBLICATION, title=WORDS, organisation=WORDS, contact=WORDS, description=WORDS)
    text = acr(EDITIONS[0], table(Outcome.FAILED, defects=(failed(WORDS, file=WORDS, line=1),)), EVIDENCE, publication)
    found = yaml.safe_load(text)
    assert found["product"]["name"].isprintable()
    assert adherence(found, "1.1.1")["notes"].isprintable()
    assert text.encode("utf-8").decode("utf-8") == text


def test_a_remark_is_one_line_however_long() -> None:
    places = tuple(failed(file="source/a.md", line=line, id=f"b-{line}") for line in range(1, 20))
    text = acr(EDITIONS[0], table(Outcome.FAILED, defects=places), EVIDENCE, PUBLICATION)
    note = adherence(yaml.safe_load(text), "1.1.1")["notes"]
    assert any(note in line for line in text.splitlines())


def test_a_catalog_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"2\.5"):
        acr("2.5-edition-wcag-2.2-508-eu-en", table(), EVIDENCE, PUBLICATION)
