"""The accessibility statement: the sections of the model, nothing but what is known, nothing left out that failed."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from tests.unit.reports.hostile import WORDS

from publisher.languages import language
from publisher.model.conformance import Row
from publisher.model.dossier import Dossier
from publisher.model.evidence import Assertion, Evidence, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.model.publication import Publication
from publisher.model.texts import Texts
from publisher.reports.statement import MOST_PLACES, Status, statement, status
from publisher.standards.wcag import criteria

PAGES = TestSubject("build/ar/html/", "a" * 64, "ar")
FILE = TestSubject("build/ar/rapport.pdf", "b" * 64, "ar")
PUBLICATION = Publication("Rapport", ("ar",), organisation="Ville", contact="acces@example.org")
IDS = list(criteria())


def said(
    outcome: Outcome, rule: str = "html/x", subject: TestSubject = PAGES, mode: Mode = Mode.AUTOMATIC, **place: Any
) -> Assertion:
    finding = Finding(rule, f"said by {rule}", outcome=outcome, language="ar", subject=subject.path, **place)
    return Assertion(finding, subject, mode, Requirements(wcag=("1.4.3",)))


def row(id: str = "1.4.3", outcome: Outcome = Outcome.PASSED, *defects: Assertion, **fields: Any) -> Row:
    fields = {"mode": Mode.MANUAL, "checkers": ("axe-core 4",), "en": f"9.{id}", **fields}
    return Row(id, "html", outcome, defects=defects, **fields)


def dossier(rows: list[Row], *assertions: Assertion, **fields: Any) -> Dossier:
    publication = fields.pop("publication", PUBLICATION)
    evidence = Evidence(
        "Rapport", "fr", ("ar",), "publisher 1", ("axe-core 4", "veraPDF 1"), (PAGES, FILE), assertions, **fields
    )
    return Dossier(language("ar"), publication, evidence, criteria=tuple(rows))


def page(found: Dossier, tag: str = "en") -> BeautifulSoup:
    return BeautifulSoup(statement(found, Texts(tag, language(tag).direction)), "html.parser")


def section(found: BeautifulSoup, id: str) -> str:
    """Return the text from a heading to the next that is not below it."""
    heading = found.find(id=id)
    assert isinstance(heading, Tag), id
    above = [name for name in ("h1", "h2", "h3", "h4") if name <= heading.name]
    parts = []
    for sibling in heading.find_next_siblings():
        if sibling.name in above:
            break
        parts.append(sibling.get_text(" ", strip=True))
    return " ".join(parts)


def headings(found: BeautifulSoup) -> list[str]:
    return [str(heading.get("id")) for heading in found.find_all("h2")]


PASSED = [row(id) for id in IDS]
OWED = said(Outcome.UNTESTED, "wcag/1.4.3/html", mode=Mode.MANUAL)
NOT_RUN = said(Outcome.UNTESTED, "html/axe-not-run")
FAILED = said(Outcome.FAILED, "html/axe-color-contrast", file="source/a.md", line=3)


@pytest.mark.parametrize(
    ("rows", "assertions", "expected"),
    [
        (PASSED, (), Status.FULL),
        ([*PASSED, row(outcome=Outcome.INAPPLICABLE)], (), Status.FULL),
        (PASSED, (said(Outcome.CANT_TELL),), Status.FULL),  # a person has settled it: the row is passed
        (PASSED, (said(Outcome.CANT_TELL, mode=Mode.MANUAL),), Status.PARTIAL),
        (PASSED, (FAILED,), Status.PARTIAL),
        (PASSED, (OWED,), Status.PARTIAL),
        (PASSED, (NOT_RUN,), Status.PARTIAL),
        ([*PASSED, row(outcome=Outcome.FAILED)], (), Status.PARTIAL),
        ([*PASSED, row(outcome=Outcome.UNTESTED)], (), Status.PARTIAL),
        ([*PASSED, row(outcome=Outcome.CANT_TELL)], (), Status.PARTIAL),
        ([row(), row(outcome=Outcome.FAILED)], (), Status.PARTIAL),
        ([row(), row(outcome=Outcome.FAILED), row(outcome=Outcome.FAILED)], (), Status.NONE),
        ([row(outcome=Outcome.FAILED), *(row(outcome=Outcome.INAPPLICABLE) for _ in range(9))], (), Status.NONE),
        ([row(outcome=Outcome.UNTESTED, checkers=())], (NOT_RUN,), Status.UNTESTED),
        ([], (), Status.UNTESTED),
    ],
)
def test_only_what_is_known_to_be_whole_is_fully_compliant(
    rows: list[Row], assertions: tuple[Assertion, ...], expected: Status
) -> None:
    assert status(rows, dossier(rows, *assertions).evidence) is expected


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_sections_are_those_of_the_european_model_in_its_order(tag: str) -> None:
    found = page(dossier(PASSED), tag)
    assert headings(found) == ["status", "content-not-accessible", "preparation", "contact", "enforcement", "missing"]
    root = found.find("html")
    assert isinstance(root, Tag)
    assert (root["lang"], root["dir"]) == (tag, language(tag).direction)


def test_in_french_the_sections_of_the_french_model_are_there_too() -> None:
    found = page(dossier(PASSED), "fr")
    assert headings(found)[:3] == ["status", "results", "content-not-accessible"]
    assert {heading.get("id") for heading in found.find_all("h3")} >= {"technologies", "environment", "tools", "tested"}
    assert not any(character.isdigit() or character == "%" for character in section(found, "results"))


def test_every_failure_stands_there_with_criterion_clause_and_place() -> None:
    other = said(Outcome.FAILED, "pdf/ua1-7.1-1", FILE, file="source/b.md", line=9)
    text = section(page(dossier([row("1.4.3", Outcome.FAILED, FAILED)], FAILED, other)), "content-not-accessible")
    for expected in ("1.4.3", "9.1.4.3", "source/a.md:3", "said by html/axe-color-contrast", "source/b.md:9"):
        assert expected in text
    assert text.count("source/a.md:3") == 1


def test_nothing_is_called_failed_that_did_not() -> None:
    text = page(dossier(PASSED)).get_text(" ", strip=True)
    assert "No failure was found" in text
    assert "Failures:" not in text


def test_what_is_owed_not_run_or_undecided_is_told() -> None:
    doubt = said(Outcome.CANT_TELL, "html/axe-doubt", file="source/c.md", line=2)
    rows = [row("1.4.3", Outcome.UNTESTED, doubt)]
    text = section(page(dossier(rows, OWED, NOT_RUN, doubt)), "content-not-accessible")
    assert criteria()["1.4.3"].question in text
    assert "said by html/axe-not-run" in text
    assert "source/c.md:2" in text


def test_many_places_are_counted_and_not_all_listed() -> None:
    many = [said(Outcome.FAILED, file="source/a.md", line=line) for line in range(1, MOST_PLACES + 12)]
    text = section(page(dossier([row("1.4.3", Outcome.FAILED, *many)], *many)), "content-not-accessible")
    assert text.count("source/a.md:") == MOST_PLACES
    assert "11" in text.replace("1.4.3", "")


def test_no_date_is_made_up() -> None:
    undated = section(page(dossier(PASSED)), "preparation")
    assert "2026" not in undated
    dated = dossier(PASSED, date="2026-11-29T10:00:00Z", publication=replace(PUBLICATION, date=date(2020, 7, 1)))
    text = section(page(dated, "fr"), "preparation")
    assert "29 novembre 2026" in text.replace("\u00a0", " ")
    assert "1er juillet 2020" in text.replace("\u00a0", " ")
    owed = [len(page(found).select("#missing + ul > li")) for found in (dossier(PASSED), dated)]
    assert owed[0] == owed[1] + 1


def test_it_names_programs_with_versions_persons_and_files() -> None:
    judged = said(Outcome.PASSED, "wcag/1.3.3/html", mode=Mode.MANUAL, checker="Ada Untel")
    text = section(page(dossier(PASSED, judged)), "preparation")
    for expected in ("publisher 1", "axe-core 4", "veraPDF 1", "Ada Untel", PAGES.path, "b" * 64):
        assert expected in text


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("acces@example.org", "mailto:acces@example.org"),
        ("https://example.org/acc%C3%A8s?a=1", "https://example.org/acc%C3%A8s?a=1"),
        ("javascript:alert(1)", None),
        ("Mme Untel, https://example.org", None),
        ("a?cc=b@example.org", "mailto:a%3Fcc%3Db@example.org"),
    ],
)
def test_readers_are_told_where_to_write(contact: str, address: str | None) -> None:
    found = page(dossier(PASSED, publication=replace(PUBLICATION, contact=contact)))
    assert contact in section(found, "contact")
    links = [link["href"] for link in found.select("main a[href]")]
    assert links == ([] if address is None else [address])


def test_without_an_address_the_publisher_has_to_add_one() -> None:
    with_one, without = (
        page(dossier(PASSED, publication=replace(PUBLICATION, contact=contact)))
        for contact in (PUBLICATION.contact, None)
    )
    assert not without.select("main a[href]")
    assert len(without.select("#missing + ul > li")) == len(with_one.select("#missing + ul > li")) + 1


def test_no_body_and_no_law_is_asserted() -> None:
    assert "publisher has to name it" in section(page(dossier(PASSED)), "enforcement")


def test_hostile_text_stays_text() -> None:
    bad = said(Outcome.FAILED, WORDS, file=WORDS, line=1, quote=WORDS, checker=WORDS)
    publication = replace(PUBLICATION, title=WORDS, organisation=WORDS, contact=WORDS)
    found = page(dossier([row("1.4.3", Outcome.FAILED, bad)], bad, publication=publication))
    assert found.find("b") is None
    assert found.find("script") is None
    assert not found.select("main a[href]")
    assert "\x1b" not in str(found)


def test_headings_go_down_by_one_and_ids_are_there_once() -> None:
    doubt = said(Outcome.CANT_TELL)
    rows = [row("1.4.3", Outcome.FAILED, FAILED, doubt)]
    for tag in ("en", "fr"):
        found = page(dossier(rows, FAILED, doubt, OWED, NOT_RUN), tag)
        levels = [int(heading.name[1]) for heading in found.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        ids = [str(element["id"]) for element in found.find_all(id=True)]
        assert len(ids) == len(set(ids))
