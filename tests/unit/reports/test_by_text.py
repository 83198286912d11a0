"""What `check` and `explain` show on a terminal: a text once, with all that is said of it, where an editor opens it."""

from __future__ import annotations

import re

import pytest
from tests.unit.reports.hostile import ALL, NOT_RUN

from publisher.model.finding import Finding, Level
from publisher.reports import terminal
from publisher.rules import rules

SPACE = "\u202f"


def of(rule: str, line: int, *, text: str = "Dos puertos", **more: str) -> Finding:
    known = {"file": "locale/es/a.po", "msgid": "Trois ports", "id": f"b-{line}"}
    return Finding(rule, f"says {rule}", Level.WARNING, "failed", "es", line=line, text=text, **(known | more))  # type: ignore[arg-type]


def places(shown: str) -> list[str]:
    return re.findall(r"^(\S+:\d+):", shown, re.MULTILINE)


def test_a_text_is_shown_once_with_all_that_is_said_of_it() -> None:
    found = [of("a/one", 3), of("a/one", 9), of("a/two", 3), of("b/three", 3)]
    shown = terminal.by_text(found)
    assert places(shown) == ["locale/es/a.po:3", "locale/es/a.po:9"]
    assert shown.count("Trois ports") == shown.count("Dos puertos") == 2
    assert re.findall(r"\((\w/\w+)\)", shown) == ["a/one", "a/two", "b/three", "a/one"]


def test_the_place_begins_the_line_and_nothing_needs_a_colour() -> None:
    shown = terminal.by_text([of("a/one", 3)])
    assert shown.startswith("locale/es/a.po:3:")
    assert "warning" in shown
    assert "\x1b" not in shown


def test_files_keep_their_order_and_texts_are_those_of_their_lines() -> None:
    found = [
        of("a/one", 9, file="z.po"),
        of("a/one", 8, file="a.po"),
        of("b/two", 10, file="z.po"),
        of("c/x", 1, file="z.po"),
    ]
    assert places(terminal.by_text(found)) == ["z.po:1", "z.po:9", "z.po:10", "a.po:8"]


@pytest.mark.parametrize(("number", "shown", "more"), [(6, 6, 0), (7, 5, 2), (200, 5, 195)])
def test_a_new_language_does_not_fill_the_screen(number: int, shown: int, more: int) -> None:
    found = [of(f"a/{'odd' if line % 2 else 'even'}", line) for line in range(1, 2 * number + 1)]
    text = terminal.by_text(found)
    assert len(places(text)) == 2 * shown
    assert re.findall(r"and (\d+) more of a/odd", text) == ([str(more)] if more else [])
    assert f"{2 * number} warnings" in text


def test_a_text_of_several_rules_is_always_shown() -> None:
    found = [of(f"a/{rule}", line) for line in range(1, 20) for rule in ("one", "two")]
    assert len(places(terminal.by_text(found))) == 19


def test_the_part_of_a_long_text_that_is_meant_is_shown() -> None:
    shown = terminal.by_text([of("a/one", 3, text="x " * 300 + "HERE" + " y" * 300, quote="HERE")])
    assert "HERE" in shown
    assert max(map(len, shown.split("\n"))) < 130


def test_a_fix_shows_spaces_that_look_alike() -> None:
    shown = terminal.by_text([of("a/one", 3, quote="port ?", fix=f"port{SPACE}?")])
    assert "U+202F" in shown


def test_hostile_texts_reach_no_terminal() -> None:
    shown = terminal.by_text(ALL, 2)
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert shown.encode("utf-8")


def test_what_was_not_run_and_what_was_accepted_are_counted() -> None:
    summary = terminal.by_text([NOT_RUN], 3).split("\n")[-1]
    assert "1 not run" in summary
    assert "3 accepted" in summary


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_an_explanation_has_every_example_and_no_gaps_for_words(rule: object) -> None:
    shown = terminal.explanation(rule)  # type: ignore[arg-type]
    assert len(re.findall(r"^fails ", shown, re.MULTILINE)) == len(rule.failing)  # type: ignore[attr-defined]
    assert len(re.findall(r"^passes ", shown, re.MULTILINE)) == len(rule.passing)  # type: ignore[attr-defined]
    assert not re.search(r"^(?!    ).*\{\d\}", shown, re.MULTILINE)
    assert all(character.isprintable() or character == "\n" for character in shown)
