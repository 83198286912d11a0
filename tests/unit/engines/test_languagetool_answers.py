"""The client against servers that misbehave: plain ones of Python, no Java."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fake_languagetool import Fake, answering, match
from tests.recorded import recorded

from publisher.engines import languagetool_client, languagetool_connection
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import Answer, LanguageToolServer, server_url
from publisher.engines.languagetool_answer import matches_as_json, matches_from_json, matches_of
from publisher.engines.languagetool_client import annotation
from publisher.engines.languagetool_queue import FAILURES_IN_A_ROW
from publisher.errors import ExitCode, PublisherError
from publisher.model.question import Profile, Question

FRENCH = Profile("fr", "A1")
TEXTS = ("Un texte.", "Deux textes.", "Trois textes.", "Quatre textes.", "Cinq textes.", "Six textes.")
QUESTIONS = tuple(Question(FRENCH, text) for text in TEXTS)
FIRST = "Un texte."


@pytest.fixture
def fake() -> Iterator[Callable[..., Fake]]:
    made: list[Fake] = []

    def make(*args: Any, **named: Any) -> Fake:
        made.append(Fake(*args, **named))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_client, "SECONDS_TO_ANSWER", 0.5)


def asked(url: str, *questions: Question) -> dict[Question, Answer]:
    with LanguageToolServer(url) as server:
        return dict(server.ask(questions or QUESTIONS))


def unanswered(answers: dict[Question, Answer]) -> list[str]:
    """Return the texts without an answer."""
    missed = {item.text: answer for item, answer in answers.items() if isinstance(answer, PublisherError)}
    assert all(error.code is ExitCode.ENGINE_FAILED and error.why and error.hint for error in missed.values())
    return sorted(missed)


def slow(_: object) -> tuple[int, bytes, dict[str, str]]:
    time.sleep(2)
    return 200, b"{}", {}


BAD_REPLIES = [
    (200, b"<html>A web page</html>", {}),
    (200, b"\xff\xfe\x00", {}),
    (200, b"[" * 100_000, {}),
    (200, b'{"matches": [', {"content-length": "4000", "connection": "close"}),
    (302, b"", {"location": "http://127.0.0.1:9/v2/check"}),
    (307, b"{}", {"location": "/elsewhere"}),
    (500, b"Error: out of memory", {}),
    (429, b"", {}),
]
BAD_ANSWERS: list[object] = [
    [],
    {},
    {"matches": [1]},
    {"matches": [match(offset=8, length=2)]},
    {"matches": [match(offset=-1)]},
    {"matches": [match(offset=True)]},
    {"matches": [match(length=1.5)]},
    {"matches": [match(replacements=[{"value": 3}])]},
    {"matches": [match(rule={"id": "R"})]},
    {"matches": [], "warnings": {"incompleteResults": True}},
    {"matches": [], "sentenceRanges": [[0, 4], [5, 40]]},
    {"matches": [], "sentenceRanges": [[0, 4]]},
    {"matches": [match(context={"text": "Le texte.", "offset": 0, "length": 2})]},
]


@pytest.mark.parametrize("reply", [*BAD_REPLIES, *((200, json.dumps(bad).encode(), {}) for bad in BAD_ANSWERS)])
def test_an_answer_that_is_none_leaves_only_its_own_question_without(
    fake: Callable[..., Fake], reply: tuple[int, bytes, dict[str, str]], impatient: None
) -> None:
    sound = answering({"matches": []})
    server = fake(lambda fields: reply if fields["text"] == FIRST else sound(fields))
    assert unanswered(asked(server.url)) == [FIRST]


@pytest.mark.parametrize("languages", [b"garbage", b"{}", b"[1]", b"[]"])
def test_a_server_of_something_else_answers_nothing(fake: Callable[..., Fake], languages: bytes) -> None:
    answers = asked(fake(answering({"matches": []}), languages).url)
    assert unanswered(answers) == sorted(TEXTS)


def test_nobody_at_the_address_leaves_every_question_without_an_answer() -> None:
    assert unanswered(asked("http://127.0.0.1:9/")) == sorted(TEXTS)


def test_a_late_answer_is_not_waited_for_and_the_others_keep_theirs(fake: Callable[..., Fake], impatient: None) -> None:
    sound = answering({"matches": []})
    server = fake(lambda fields: (slow if fields["text"] == FIRST else sound)(fields))
    assert unanswered(asked(server.url)) == [FIRST]


def test_a_server_that_is_late_again_and_again_is_not_asked_for_everything(
    fake: Callable[..., Fake], impatient: None
) -> None:
    server = fake(slow)
    questions = [Question(FRENCH, f"Texte numéro {number}.") for number in range(40)]
    assert len(unanswered(asked(server.url, *questions))) == 40
    assert FAILURES_IN_A_ROW <= len(server.checked) <= FAILURES_IN_A_ROW + 1


def test_a_language_that_is_always_late_does_not_keep_another_from_its_answers(
    fake: Callable[..., Fake], impatient: None
) -> None:
    sound = answering({"matches": []})
    server = fake(lambda fields: (slow if fields["language"] == "ar" else sound)(fields))
    arabic = [Question(Profile("ar", "A1"), text) for text in TEXTS]
    answers = asked(server.url, *arabic, *QUESTIONS)
    assert [item for item, answer in answers.items() if isinstance(answer, PublisherError)] == arabic


def test_a_server_that_sends_a_letter_at_a_time_is_late(impatient: None) -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def trickle() -> None:
        taken, _ = listening.accept()
        with taken:
            for letter in b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n":
                time.sleep(0.1)
                try:
                    taken.send(bytes([letter]))
                except OSError:
                    return

    with listening:
        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        with languagetool_connection.Connection(f"http://127.0.0.1:{listening.getsockname()[1]}/") as connection:
            with pytest.raises(TimeoutError):
                connection.fetch("v2/info", None, 0.3)
            # It left: the server, which has letters for four seconds, is the one that notices.
            thread.join(2)
            assert not thread.is_alive()


def test_only_the_first_question_to_a_server_of_ours_may_take_longer(
    fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    monkeypatch.setattr(languagetool_client, "SECONDS_TO_WARM_UP", 20.0)

    def answer(fields: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if fields["text"] in TEXTS[:2]:
            time.sleep(1.5)
        return 200, b'{"matches": []}', {}

    server = LanguageToolServer(fake(answer).url)
    monkeypatch.setattr(LanguageToolServer, "is_ours", True)
    with server:
        assert unanswered(dict(server.ask(QUESTIONS))) == [TEXTS[1]]


def test_an_answer_that_is_too_large_is_not_read(fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_connection, "LARGEST_ANSWER", 1000)
    sound = answering({"matches": []})
    server = fake(lambda fields: (200, b" " * 2000, {}) if fields["text"] == FIRST else sound(fields))
    assert unanswered(asked(server.url)) == [FIRST]


def test_a_server_that_dies_on_the_way_keeps_what_it_answered(fake: Callable[..., Fake]) -> None:
    answered = 0

    def dying(_: object) -> tuple[int, bytes, dict[str, str]]:
        nonlocal answered
        answered += 1
        if answered > 2:
            server.server.server_close()
            raise ConnectionResetError
        return 200, b'{"matches": []}', {"connection": "close"}

    server = fake(dying)
    server.server.handle_error = lambda *_: None  # type: ignore[method-assign]
    assert len(unanswered(asked(server.url))) == len(TEXTS) - 2


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew(fake: Callable[..., Fake]) -> None:
    def leaving(_: object) -> tuple[int, bytes, dict[str, str]]:
        return 200, b'{"matches": []}', {"connection": "close"}

    assert unanswered(asked(fake(leaving).url)) == []


def test_the_proxies_of_the_environment_are_not_asked(
    fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("PUBLISHER_LANGUAGETOOL_URL", fake(answering({"matches": [match()]})).url)
    with LanguageToolServer() as server:
        ((_, answer),) = server.ask(QUESTIONS[:1])
        assert not isinstance(answer, PublisherError) and len(answer) == 1
        assert server.version == "6.7 abc"


def test_what_is_asked_depends_on_the_profile(fake: Callable[..., Fake]) -> None:
    server = fake(answering({"matches": []}))
    profile = Profile("es", "A1", ("A", "B"), ("C",), ("D",), only_enabled=True)
    asked(server.url, Question(profile, "Un texto."))
    (fields,) = server.checked
    assert set(fields.pop("disabledRules").split(",")) == {"A", "B"}
    assert fields == {
        "language": "es",
        "text": "Un texto.",
        "disabledCategories": "C",
        "enabledRules": "D",
        "enabledOnly": "true",
    }


def test_what_is_skipped_is_markup_that_reads_as_a_name(fake: Callable[..., Fake]) -> None:
    server = fake(answering({"matches": []}))
    asked(server.url, Question(FRENCH, "Le fichier x.py est là.", ((11, 15),)))
    (fields,) = server.checked
    assert "text" not in fields
    assert json.loads(fields["data"])["annotation"] == [
        {"text": "Le fichier "},
        {"markup": "x.py", "interpretAs": "A1"},
        {"text": " est là."},
    ]


def test_markup_shorter_than_a_name_stands_for_itself() -> None:
    assert annotation(Question(FRENCH, "x", ((0, 1),)), "A1") == [{"markup": "x", "interpretAs": "x"}]


def test_a_remark_on_what_is_skipped_does_not_come_out() -> None:
    question = Question(FRENCH, "Le fichier x.py est là.", ((11, 15),))
    answer = {"matches": [match(offset=11, length=4), match(offset=3, length=9), match(offset=16, length=3)]}
    assert [item.offset for item in matches_of(answer, question)] == [16]


def test_only_questions_without_an_answer_are_asked(fake: Callable[..., Fake], tmp_path: Path) -> None:
    answers, server = Answers(tmp_path / "a.sqlite"), fake(answering({"matches": [match()]}))
    seen: list[tuple[int, int]] = []

    def ask(texts: list[str], profile: Profile = FRENCH, skipped: tuple[tuple[int, int], ...] = ()) -> int:
        before = len(server.checked)
        questions = [Question(profile, text, skipped) for text in texts]
        with LanguageToolServer(server.url) as asked:
            found = cached_check(questions, server=asked, answers=answers, on_progress=lambda *step: seen.append(step))
        assert found.keys() == set(questions)
        assert all(bool(answer) is any(map(str.isalpha, item.text)) for item, answer in found.items())
        return len(server.checked) - before

    assert ask(["Un", "Deux", "Un", " ", "12 %"]) == 2
    assert seen[-1] == (4, 4)
    assert ask(["Deux", "Un"]) == 0
    assert ask(["Deux"], Profile("fr", "A1", ("A",))) == 1
    assert ask(["Deux mots"], skipped=((5, 9),)) == 1
    assert ask(["Deux mots"], skipped=((6, 9),)) == 1


def test_a_question_without_an_answer_is_asked_again_next_time(fake: Callable[..., Fake], tmp_path: Path) -> None:
    answers, server = Answers(tmp_path / "a.sqlite"), fake(answering("nothing"))
    for _ in range(2):
        with LanguageToolServer(server.url) as asking:
            cached_check(QUESTIONS[:1], server=asking, answers=answers)
    assert len(server.checked) == 2


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("http://localhost:8081", "http://localhost:8081/"),
        ("http://localhost:8081/v2/", "http://localhost:8081/"),
        ("https://example.org/lt/v2", "https://example.org/lt/"),
    ],
)
def test_an_address_is_understood_as_people_write_it(named: str, url: str) -> None:
    assert server_url(named) == url


@pytest.mark.parametrize(
    "named",
    [
        "localhost:8081",
        "file:///etc/passwd",
        "http://",
        "http://a:b/",
        "ftp://a/",
        "http://[::1",
        "http://a@b/",
        "http://a/?b",
    ],
)
def test_what_is_no_address_is_a_usage_error(named: str) -> None:
    with pytest.raises(PublisherError) as raised:
        server_url(named)
    assert raised.value.code is ExitCode.USAGE


def test_places_are_counted_in_characters() -> None:
    record = recorded("languagetool", "fr")
    matches = matches_of(record["answer"], Question(FRENCH, record["text"]))
    words = [record["text"][item.offset : item.offset + item.length] for item in matches]
    assert words == ["les chiffre", "annnée", "Kovalenkova", "Adwenpa"]


def test_matches_survive_their_storage_and_fit_their_text_only() -> None:
    record = recorded("languagetool", "fr")
    matches = matches_of(record["answer"], Question(FRENCH, record["text"]))
    stored = json.loads(json.dumps(matches_as_json(matches)))
    assert matches_from_json(stored, record["text"]) == matches
    assert matches_from_json(stored, "short") is None
    others: tuple[object, ...] = (None, {}, [1], [[1, 2]], [["a"] * 7])
    for other in others:
        assert matches_from_json(other, record["text"]) is None


@pytest.mark.parametrize("rule", ["", "A B", "A\n", "\x1b[2J", "A\u202e", "A" * 200])
def test_a_rule_without_a_name_makes_no_answer(rule: str) -> None:
    named = {"id": rule, "issueType": "misspelling", "category": {"id": "TYPOS"}}
    with pytest.raises(ValueError, match="rule id"):
        matches_of({"matches": [match(rule=named)]}, QUESTIONS[0])
    assert matches_from_json([[rule, "TYPOS", "m", 0, 2, [], "misspelling"]], FIRST) is None


def test_what_nobody_sees_is_neither_said_nor_proposed() -> None:
    answer = {
        "matches": [
            match(message="a\x1bb\u202e", replacements=[{"value": word} for word in ("x\u202e", "y" * 999, "z")])
        ]
    }
    (found,) = matches_of(answer, QUESTIONS[0])
    assert found.message == "a\ufffdb\ufffd"
    assert found.replacements == ("z",)


def test_a_long_message_is_cut_and_too_many_remarks_are_no_answer() -> None:
    (found,) = matches_of({"matches": [match(message="a" * 10**6)]}, QUESTIONS[0])
    assert 100 < len(found.message) < 10**4
    with pytest.raises(ValueError, match="remarks"):
        matches_of({"matches": [match()] * 2000}, QUESTIONS[0])


@pytest.mark.parametrize("software", [{"version": "\x1b[2J"}, {"version": "6" * 100}, {"version": 6}, {}])
def test_a_version_that_is_none_is_not_believed(software: dict[str, object]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.fake_languagetool.INFO", json.dumps({"software": software}).encode())
        server = Fake(answering({}))
        with pytest.raises(ValueError, match="version"):
            languagetool_client.server_version(f"{server.url}/")
        server.close()
