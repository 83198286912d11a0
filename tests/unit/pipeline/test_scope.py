"""How far a check goes."""

from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.pipeline.scope import Scope, named_rule


@pytest.mark.parametrize(
    ("only", "rule", "holds"),
    [
        ((), "catalog/fuzzy", True),
        (("catalog/fuzzy",), "catalog/fuzzy", True),
        (("catalog/fuzzy",), "catalog/untranslated", False),
        (("catalog",), "catalog/untranslated", True),
        (("catalog",), "document/no-title", False),
        (("*/tag-*",), "catalog/tag-lost", True),
        (("*/tag-*",), "catalog/fuzzy", False),
        (("document", "catalog/fuzzy"), "catalog/fuzzy", True),
        (("catalog",), "prose/not-run", False),
        (("prose/spelling",), "prose/not-run", True),
        (("prose/spelling",), "prose/grammar", False),
    ],
)
def test_rules_are_asked_for_by_id_subject_or_pattern(only: tuple[str, ...], rule: str, holds: bool) -> None:
    assert Scope(only=only).holds(rule) is holds


@pytest.mark.parametrize(
    ("only", "asked"), [((), True), (("prose",), True), (("*/spelling",), True), (("catalog",), False)]
)
def test_an_engine_is_asked_when_a_rule_of_its_subject_is(only: tuple[str, ...], asked: bool) -> None:
    assert Scope(only=only).asks_for("prose") is asked


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("catalog/fuzy", "catalog/fuzzy"), ("catalogs", "catalog"), ("document/no-titel", "document/no-title")],
)
def test_an_unknown_rule_is_a_mistake_that_names_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(PublisherError) as caught:
        Scope(only=("catalog", wrong))
    assert caught.value.code is ExitCode.USAGE
    assert f"“{near}”" in (caught.value.hint or "")


@pytest.mark.parametrize("wrong", ["", "/", "xyzzy", "[", "catalog/", "prose/not-run"])
def test_what_names_no_rule_is_a_mistake(wrong: str) -> None:
    with pytest.raises(PublisherError) as caught:
        named_rule(wrong)
    assert caught.value.code is ExitCode.USAGE
    assert caught.value.hint


@pytest.mark.parametrize("revision", ["", " "])
def test_an_empty_revision_is_a_mistake_not_everything(revision: str) -> None:
    with pytest.raises(PublisherError) as caught:
        Scope(changed=revision)
    assert caught.value.code is ExitCode.USAGE


def test_only_a_whole_check_knows_which_acceptances_are_unused() -> None:
    assert Scope(("es",)).is_whole
    assert not Scope(only=("catalog",)).is_whole
    assert not Scope(changed="HEAD").is_whole
