from __future__ import annotations

from dataclasses import replace

from tests.engines.samples import INVALID
from tests.recorded import FOLDER, recorded

from publisher.checks.html_valid import assertions_of
from publisher.engines.nu import messages_of
from publisher.model.evidence import TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import NuMessage

SUBJECT = TestSubject("a.html", "0" * 64, "fr")
PAGE = FOLDER / "invalid.html"
INDEX = {"titre": ("source/a.md", 1), "image": ("source/a.md", 3), "fin": ("source/a.md", 9)}


def messages() -> tuple[NuMessage, ...]:
    return messages_of(recorded("vnu", "invalid"), {PAGE: PAGE})


def found(html: str = INVALID) -> tuple[Finding, ...]:
    said = assertions_of(messages(), INDEX, SUBJECT, version="26.9.27", html=html)
    return tuple(item.finding for item in said if item.outcome is not Outcome.PASSED)


def kept(some: tuple[NuMessage, ...]) -> list[tuple[str, int | None]]:
    said = assertions_of(some, INDEX, SUBJECT, version="1", html=INVALID)
    return [(item.finding.rule, item.objects) for item in said if item.outcome is Outcome.PASSED]


def test_a_page_without_messages_keeps_both_rules() -> None:
    assert kept(()) == [("html/nu-error", 1), ("html/nu-warning", 1)]


def test_a_page_with_warnings_only_is_valid() -> None:
    assert kept(tuple(item for item in messages() if item.type == "info")) == [("html/nu-error", 1)]
    assert kept(messages()) == []


def test_what_is_said_does_not_move_with_the_lines_of_the_page() -> None:
    moved = replace(messages()[0], first_line=80, last_line=81)
    first, second = (
        assertions_of((item,), {}, SUBJECT, version="1")[0].finding.fingerprint for item in (messages()[0], moved)
    )
    assert first == second


def test_errors_and_warnings_are_told_apart() -> None:
    assert [(finding.rule, finding.level) for finding in found()] == [
        ("html/nu-error", Level.ERROR),
        ("html/nu-warning", Level.WARNING),
        ("html/nu-error", Level.ERROR),
        ("html/nu-error", Level.ERROR),
    ]


def test_a_message_is_placed_at_the_last_known_block_before_it() -> None:
    places = [(finding.file, finding.line, finding.id) for finding in found()]
    assert places[0] == ("source/a.md", 3, "image")
    assert places[2] == ("source/a.md", 9, "fin")


def test_without_the_page_a_message_is_placed_in_the_output() -> None:
    assert (found("")[0].file, found("")[0].line, found("")[0].id) == ("a.html", 6, None)
    assert found("")[0].checker == "Nu HTML checker 26.9.27"


def test_a_page_that_could_not_be_read_is_not_run() -> None:
    broken = replace(messages()[0], type="non-document-error", last_line=None)
    said = assertions_of([messages()[1], broken], INDEX, SUBJECT, version="1", html=INVALID)
    (finding,) = (item.finding for item in said)
    assert (finding.rule, finding.outcome) == ("html/nu-not-run", Outcome.UNTESTED)


def test_messages_know_their_file() -> None:
    assert {message.file for message in messages()} == {PAGE}
    (elsewhere,) = messages_of({"messages": [{"type": "error", "url": "file:/other.html"}]}, {PAGE: PAGE})
    assert elsewhere.file is None
