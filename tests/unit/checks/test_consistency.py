"""All translations of a language side by side."""

from __future__ import annotations

import pytest

from publisher.checks.consistency import check_consistency
from publisher.model.passage import Passage
from publisher.model.rule import Example
from publisher.model.text import read_text
from publisher.rules import rules

RULES = ("translation/inconsistent", "translation/reused")
FAILING = [(rule, example) for rule in RULES for example in rules()[rule].failing]
PASSING = [(rule, example) for rule in RULES for example in rules()[rule].passing]


def found(*pairs: tuple[str, str], language: str = "en") -> list[tuple[str, int | None]]:
    passages = [
        Passage(read_text(text, language), "locale/en/port.po", line, None, read_text(source, "fr"))
        for line, (source, text) in enumerate(pairs, 1)
    ]
    return [(finding.rule, finding.line) for finding in check_consistency(passages)]


def of_example(example: Example) -> list[tuple[str, int | None]]:
    other_source, other_text = example.flags
    return found((example.source or "", example.text), (other_source, other_text), language=example.language)


@pytest.mark.parametrize(("rule", "example"), FAILING, ids=[rule for rule, _ in FAILING])
def test_a_failing_example_is_a_finding_at_both_places(rule: str, example: Example) -> None:
    assert of_example(example) == [(rule, 1), (rule, 2)]


@pytest.mark.parametrize("example", [example for _, example in PASSING], ids=lambda example: example.text)
def test_a_passing_example_is_none(example: Example) -> None:
    assert of_example(example) == []


def test_sources_that_differ_in_a_figure_may_not_share_a_figure_by_chance() -> None:
    assert found(("Ports ouverts en 2019", "Ports open in 2019"), ("Ports ouverts en 2020", "Ports open in 2020")) == []


def test_sources_of_one_meaning_may_have_one_translation() -> None:
    same = "The harbour is closed in winter"
    assert found(("Le port est fermé l’hiver", same), ("Les ports sont fermés en hiver.", same + ".")) == []


def test_texts_of_the_source_have_no_translation_to_compare() -> None:
    passage = Passage(read_text("Un port", "fr"), "source/port.md", 1, None)
    assert list(check_consistency([passage, passage])) == []
