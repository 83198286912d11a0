from __future__ import annotations

from dataclasses import replace

from tests.engines.samples import INVALID
from tests.recorded import FOLDER, recorded

from publisher.checks.html_valid import findings_of
from publisher.engines.nu import messages_of
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import NuMessage

PAGE = FOLDER / "invalid.html"
INDEX = {"titre": ("source/a.md", 1), "image": ("source/a.md", 3), "fin": ("source/a.md", 9)}


def messages() -> tuple[NuMessage, ...]:
    return messages_of(recorded("vnu", "invalid"), {PAGE: PAGE})


def found(html: str = INVALID) -> tuple[Finding, ...]:
    return findings_of(messages(), INDEX, subject="a.html", version="26.9.27", html=html, language="fr")


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
    (finding,) = findings_of([broken], INDEX, subject="a.html", version="1", html=INVALID)
    assert (finding.rule, finding.outcome) == ("html/nu-not-run", Outcome.UNTESTED)


def test_messages_know_their_file() -> None:
    assert {message.file for message in messages()} == {PAGE}
    (elsewhere,) = messages_of({"messages": [{"type": "error", "url": "file:/other.html"}]}, {PAGE: PAGE})
    assert elsewhere.file is None
