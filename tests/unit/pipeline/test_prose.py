"""What the checks say of texts when LanguageTool answers, and when it does not; it is a plain server of Python here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.fake_languagetool import Fake, answering, match

from publisher.errors import ExitCode
from publisher.model.finding import Finding, Outcome
from publisher.model.passage import Passage
from publisher.model.publication import Publication
from publisher.model.text import read_text
from publisher.pipeline.project import Project
from publisher.pipeline.prose import check_prose
from publisher.pipeline.request import silent
from publisher.workspace import Workspace

FRENCH = "La mairie ouvre ses <i>resorces</i>."
SPANISH = "El ayuntamiento abre."
SILENT: dict[str, object] = {"matches": []}

Server = Callable[[Callable[[dict[str, str]], object]], Fake]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    made: list[Fake] = []

    def make(answer: Callable[[dict[str, str]], object]) -> Fake:
        made.append(Fake(lambda fields: answering(answer(fields))(fields)))
        monkeypatch.setenv("PUBLISHER_LANGUAGETOOL_URL", made[-1].url)
        return made[-1]

    yield make
    for fake in made:
        fake.close()


def checked(tmp_path: Path) -> tuple[list[Finding], ExitCode | None]:
    project = Project(Workspace(tmp_path), Publication("Essai", ("es",)), (), (), {})
    french = read_text(FRENCH, "fr", {"i": "en"})
    spanish = read_text(SPANISH, "es")
    passages = [
        ("fr", [Passage(french, "source/a.md", 3, "a")]),
        ("es", [Passage(spanish, "locale/es/LC_MESSAGES/a.po", 7, "a", french)]),
    ]
    return check_prose(project, passages, silent)


def unknown(word: str, text: str, rule: str) -> dict[str, object]:
    """Return LanguageTool's answer that a word of a text is in no dictionary."""
    kind = {"id": rule, "issueType": "misspelling", "category": {"id": "TYPOS"}}
    found = match(offset=text.index(word), length=len(word), replacements=[{"value": "resources"}], rule=kind)
    return {"matches": [found]}


def test_words_in_another_language_are_asked_about_in_their_own(server: Server, tmp_path: Path) -> None:
    def answer(fields: dict[str, str]) -> object:
        return unknown("resorces", fields["text"], "MORFOLOGIK_RULE_EN_GB") if fields["language"] == "en-GB" else SILENT

    fake = server(answer)
    (finding,), engine = checked(tmp_path)
    assert sorted(fields["language"] for fields in fake.checked) == ["en-GB", "es", "fr"]
    assert (finding.rule, finding.quote, finding.place) == ("prose/spelling", "resorces", "source/a.md:3")
    assert (finding.language, finding.text) == ("fr", FRENCH)
    assert engine is None


def test_exactly_the_blocks_without_an_answer_say_so(server: Server, tmp_path: Path) -> None:
    server(lambda fields: "garbage" if fields["language"] == "es" else SILENT)
    (finding,), engine = checked(tmp_path)
    assert (finding.rule, finding.outcome) == ("prose/not-run", Outcome.UNTESTED)
    assert (finding.place, finding.id, finding.language) == ("locale/es/LC_MESSAGES/a.po:7", "a", "es")
    assert engine is ExitCode.ENGINE_FAILED


def test_a_block_answered_in_part_keeps_its_findings_and_says_so(server: Server, tmp_path: Path) -> None:
    def answer(fields: dict[str, str]) -> object:
        return "garbage" if fields["language"] == "fr" else SILENT if fields["language"] == "es" else english

    english = unknown("resorces", "resorces", "MORFOLOGIK_RULE_EN_GB")
    server(answer)
    found, _ = checked(tmp_path)
    assert [finding.rule for finding in found] == ["prose/spelling", "prose/not-run"]


def test_what_was_not_run_is_asked_again_and_what_was_is_not(server: Server, tmp_path: Path) -> None:
    replies: list[object] = ["garbage", SILENT]
    fake = server(lambda fields: replies.pop(0) if fields["language"] == "es" else SILENT)
    assert checked(tmp_path)[1] is ExitCode.ENGINE_FAILED
    assert checked(tmp_path) == ([], None)
    assert [fields["language"] for fields in fake.checked].count("es") == 2
    assert len(fake.checked) == 4


def test_without_the_engine_every_block_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PUBLISHER_LANGUAGETOOL_URL", raising=False)
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    found, engine = checked(tmp_path)
    assert [(finding.rule, finding.place) for finding in found] == [
        ("prose/not-run", "source/a.md:3"),
        ("prose/not-run", "locale/es/LC_MESSAGES/a.po:7"),
    ]
    assert engine is ExitCode.ENGINE_MISSING
