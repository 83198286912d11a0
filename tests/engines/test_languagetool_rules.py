"""Our own LanguageTool rules: each does to its examples what it says, through the real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from publisher.engines import languagetool_process
from publisher.engines.languagetool import LanguageToolServer
from publisher.engines.languagetool_process import OWN_RULES, own_rules
from publisher.errors import PublisherError
from publisher.languages import language
from publisher.model.question import Profile, Question
from publisher.model.verdict import Match
from publisher.pipeline.prose import profile

real = pytest.mark.engine("java", "languagetool")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule; `words` is what it marks as wrong, None when the text is sound."""

    language: str
    rule: str
    text: str
    words: str | None
    start: int
    correction: str | None


def examples_of(file: Path) -> Iterator[tuple[str, list[Example]]]:
    """Yield the examples of each rule of a file with a name for it: its group and its number there."""
    for group in ElementTree.parse(file).iter("rulegroup"):
        id = group.attrib["id"]
        for number, rule in enumerate(group.iter("rule"), 1):
            yield f"{id}[{number}]", [example_of(node, file.parent.name, id) for node in rule.iter("example")]


def example_of(node: ElementTree.Element, language: str, rule: str) -> Example:
    marker = node.find("marker")
    text = "".join(node.itertext())
    words = None if marker is None else marker.text
    return Example(language, rule, text, words, len(node.text or ""), node.get("correction"))


RULES = [item for file in sorted(OWN_RULES.rglob("grammar_custom.xml")) for item in examples_of(file)]
FAULTY = [item for _, found in RULES for item in found if item.words is not None]
SOUND = [item for _, found in RULES for item in found if item.words is None]
NAMED = [item for item in FAULTY if item.correction]
IDS = {tag: tuple(sorted({item.rule for item in FAULTY if item.language == tag})) for tag in ("ar", "en", "es", "fr")}


def asked(example: Example) -> Question:
    code = language(example.language).prose.code
    return Question(Profile(code, "A1", enabled_rules=IDS[example.language], only_enabled=True), example.text)


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageToolServer]:
    with LanguageToolServer() as started:
        yield started


@pytest.fixture(scope="module")
def answers(server: LanguageToolServer) -> dict[str, tuple[Match, ...]]:
    """Return what our rules say of the text of every example."""
    found = {}
    for question, answer in server.ask(asked(item) for item in (*FAULTY, *SOUND)):
        assert not isinstance(answer, PublisherError)
        found[question.text] = answer
    return found


def at_marker(example: Example, answers: dict[str, tuple[Match, ...]]) -> list[Match]:
    return [match for match in answers[example.text] if match.rule == example.rule and match.offset == example.start]


@real
@pytest.mark.parametrize("example", FAULTY, ids=lambda item: f"{item.rule}: {item.text}")
def test_a_faulty_example_breaks_its_rule_at_its_place(example: Example, answers: dict[str, tuple[Match, ...]]) -> None:
    found = at_marker(example, answers)
    assert [example.text[match.offset : match.offset + match.length] for match in found] == [example.words]


@real
@pytest.mark.parametrize("example", NAMED, ids=lambda item: f"{item.rule}: {item.text}")
def test_the_correction_of_an_example_is_offered(example: Example, answers: dict[str, tuple[Match, ...]]) -> None:
    offered = {words.replace("'", "’") for match in at_marker(example, answers) for words in match.replacements}
    assert example.correction in offered


@real
@pytest.mark.parametrize("example", SOUND, ids=lambda item: f"{item.rule}: {item.text}")
def test_a_sound_example_breaks_none_of_our_rules(example: Example, answers: dict[str, tuple[Match, ...]]) -> None:
    assert answers[example.text] == ()


@real
@pytest.mark.parametrize("tag", IDS)
def test_our_rules_speak_in_the_profile_of_their_language(server: LanguageToolServer, tag: str) -> None:
    questions = [Question(profile(tag), item.text) for item in FAULTY if item.language == tag]
    said = {match.rule for _, answer in server.ask(questions) if isinstance(answer, tuple) for match in answer}
    assert set(IDS[tag]) <= said


@pytest.mark.parametrize(("rule", "found"), RULES, ids=[rule for rule, _ in RULES])
def test_a_rule_has_two_faulty_and_two_sound_examples(rule: str, found: list[Example]) -> None:
    faulty = sum(item.words is not None for item in found)
    assert min(faulty, len(found) - faulty) >= 2


def test_answers_are_asked_anew_when_our_rules_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_process, "OWN_RULES", tmp_path)
    before = own_rules.__wrapped__()
    (tmp_path / "grammar_custom.xml").write_text("<rules/>", encoding="utf-8")
    assert own_rules.__wrapped__() != before
