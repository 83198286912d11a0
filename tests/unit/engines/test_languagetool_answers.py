"""The client against servers that misbehave: plain ones of Python, no Java."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.recorded import recorded

from publisher.engines import languagetool_client
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import LanguageToolServer, server_url
from publisher.engines.languagetool_answer import matches_as_json, matches_from_json, matches_of
from publisher.errors import ExitCode, PublisherError

Reply = Callable[[str], tuple[int, bytes, dict[str, str]]]
LANGUAGES = json.dumps([{"code": "fr", "longCode": "fr"}]).encode()
INFO = json.dumps({"software": {"version": "6.7", "commit": "abc"}}).encode()


class Fake:
    """A server whose answers a test decides; it counts the texts it was asked about."""

    def __init__(self, check: Reply, languages: bytes = LANGUAGES) -> None:
        self.checked = 0
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply(200, INFO if self.path.endswith("info") else languages, {})

            def do_POST(self) -> None:
                fake.checked += 1
                self.reply(*check(self.rfile.read(int(self.headers["content-length"])).decode()))

            def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {"content-length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                # A client that waited long enough has left.
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def fake() -> Iterator[Callable[..., Fake]]:
    made: list[Fake] = []

    def make(*args: Any, **named: Any) -> Fake:
        made.append(Fake(*args, **named))
        return made[-1]

    yield make
    for server in made:
        server.server.shutdown()
        server.server.server_close()


def answering(value: object) -> Reply:
    return lambda _: (200, json.dumps(value).encode(), {})


def failure(url: str) -> PublisherError:
    begun = time.monotonic()
    with LanguageToolServer(url) as server, pytest.raises(PublisherError) as raised:
        server.check_many(["Un texte.", "Deux textes."], "fr")
    assert time.monotonic() - begun < 15
    assert raised.value.why and raised.value.hint
    return raised.value


def match(**changes: object) -> dict[str, object]:
    rule = {"id": "R", "issueType": "misspelling", "category": {"id": "TYPOS"}}
    return {"message": "m", "offset": 0, "length": 2, "replacements": [{"value": "x"}], "rule": rule} | changes


@pytest.mark.parametrize(
    "reply",
    [
        lambda _: (200, b"<html>A web page</html>", {}),
        lambda _: (200, b"\xff\xfe\x00", {}),
        lambda _: (200, b"[" * 100_000, {}),
        lambda _: (302, b"", {"location": "http://127.0.0.1:9/v2/check"}),
        lambda _: (307, b"{}", {"location": "/elsewhere"}),
        lambda _: (500, b"Error: out of memory", {}),
        lambda _: (429, b"", {}),
        answering([]),
        answering({}),
        answering({"matches": [1]}),
        answering({"matches": [match(offset=8, length=2)]}),
        answering({"matches": [match(offset=-1)]}),
        answering({"matches": [match(offset=True)]}),
        answering({"matches": [match(length=1.5)]}),
        answering({"matches": [match(replacements=[{"value": 3}])]}),
        answering({"matches": [match(rule={"id": "R"})]}),
        answering({"matches": [], "warnings": {"incompleteResults": True}}),
    ],
)
def test_an_answer_that_is_none_is_an_engine_that_failed(fake: Callable[..., Fake], reply: Reply) -> None:
    assert failure(fake(reply).url).code is ExitCode.ENGINE_FAILED


@pytest.mark.parametrize("languages", [b"garbage", b"{}", b"[1]", b"[]"])
def test_a_server_of_something_else_is_an_engine_that_failed(fake: Callable[..., Fake], languages: bytes) -> None:
    assert failure(fake(answering({"matches": []}), languages).url).code is ExitCode.ENGINE_FAILED


def test_nobody_at_the_address_is_an_engine_that_failed() -> None:
    assert failure("http://127.0.0.1:9/").code is ExitCode.ENGINE_FAILED


def test_a_late_answer_is_not_waited_for(fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_client, "SECONDS_TO_WARM_UP", 0.3)
    monkeypatch.setattr(languagetool_client, "SECONDS_TO_ANSWER", 0.3)

    def slow(_: str) -> tuple[int, bytes, dict[str, str]]:
        time.sleep(2)
        return 200, b"{}", {}

    begun = time.monotonic()
    failure(fake(slow).url)
    assert time.monotonic() - begun < 1.9


def test_an_answer_that_is_too_large_is_not_read(fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_client, "LARGEST_ANSWER", 1000)
    failure(fake(lambda _: (200, b" " * 2000, {})).url)


def test_the_proxies_of_the_environment_are_not_asked(
    fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("PUBLISHER_LANGUAGETOOL_URL", fake(answering({"matches": [match()]})).url)
    with LanguageToolServer() as server:
        assert len(server.check("Un texte.", "fr")) == 1
        assert server.version == "6.7 abc"


def test_only_texts_without_an_answer_are_sent(fake: Callable[..., Fake], tmp_path: Path) -> None:
    answers, server = Answers(tmp_path / "a.sqlite"), fake(answering({"matches": [match()]}))
    seen: list[tuple[int, int]] = []

    def ask(texts: list[str], rules: tuple[str, ...] = ("A", "B")) -> int:
        before = server.checked
        with LanguageToolServer(server.url) as asked:
            found = cached_check(
                texts, "fr", rules, server=asked, answers=answers, on_progress=lambda *step: seen.append(step)
            )
        assert found.keys() == set(texts)
        assert all(bool(found[text]) is bool(text.strip()) for text in texts)
        return server.checked - before

    assert ask(["Un", "Deux", "Un", " "]) == 2
    assert seen[0] == (1, 3) and seen[-1] == (3, 3)
    assert ask(["Deux", "Un"]) == 0
    assert ask(["Deux", "Trois"], ("B", "A")) == 1
    assert ask(["Deux"], ("A",)) == 1


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


@pytest.mark.parametrize("named", ["localhost:8081", "file:///etc/passwd", "http://", "http://a:b/", "ftp://a/"])
def test_what_is_no_address_is_a_usage_error(named: str) -> None:
    with pytest.raises(PublisherError) as raised:
        server_url(named)
    assert raised.value.code is ExitCode.USAGE


def test_places_are_counted_in_characters() -> None:
    record = recorded("languagetool", "fr")
    matches = matches_of(record["answer"], record["text"])
    words = [record["text"][item.offset : item.offset + item.length] for item in matches]
    assert words == ["les chiffre", "annnée", "Kovalenkova", "Adwenpa"]


def test_matches_survive_their_storage_and_fit_their_text_only() -> None:
    record = recorded("languagetool", "fr")
    matches = matches_of(record["answer"], record["text"])
    stored = json.loads(json.dumps(matches_as_json(matches)))
    assert matches_from_json(stored, record["text"]) == matches
    assert matches_from_json(stored, "short") is None
    others: tuple[object, ...] = (None, {}, [1], [[1, 2]], [["a"] * 7])
    for other in others:
        assert matches_from_json(other, record["text"]) is None
