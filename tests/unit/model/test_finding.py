"""What makes a finding the same finding for those who keep lists of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.model.finding import Finding

FOUND = Finding(
    "a/b", "m", language="es", file="a.po", line=3, id="b-1", msgid="Trois ports", text="Dos puertos", quote="Dos"
)


@pytest.mark.parametrize(
    "change", [{"line": 99}, {"hint": "h"}, {"message": "other words"}, {"checker": "LanguageTool 7"}, {"file": "b.po"}]
)
def test_a_fingerprint_stays_while_rule_block_and_text_do(change: dict[str, object]) -> None:
    assert replace(FOUND, **change).fingerprint == FOUND.fingerprint  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["rule", "language", "id", "msgid", "text", "quote", "subject"])
def test_a_fingerprint_is_another_for_another_text_or_rule(name: str) -> None:
    assert replace(FOUND, **{name: "x"}).fingerprint != FOUND.fingerprint  # type: ignore[arg-type]


def test_two_faults_of_one_block_are_told_apart_by_what_is_said() -> None:
    one, other = (replace(FOUND, text=None, quote=None, message=message) for message in ("x.png", "y.png"))
    assert one.fingerprint != other.fingerprint


def test_a_name_that_is_no_text_has_a_fingerprint() -> None:
    assert replace(FOUND, file="\udcff", id=None).fingerprint


def test_numbers_that_change_by_themselves_make_no_other_finding() -> None:
    before, after = (Finding("a/b", f"too small ({n} times)", id="b", known_by="too small") for n in (2, 3))
    assert before.fingerprint == after.fingerprint
    assert before.fingerprint != replace(before, known_by="too large").fingerprint
