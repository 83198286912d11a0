"""The real LanguageTool: it starts, answers in four languages, and never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engines.samples import SPOKEN

from publisher.engines import java, languagetool_process
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import LanguageToolServer
from publisher.errors import ExitCode, PublisherError

pytestmark = pytest.mark.engine("java", "languagetool")

STARTS_AND_WAITS = """
import time
from publisher.engines.languagetool_process import ServerProcess
server = ServerProcess()
server.start()
print(server._java.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageToolServer]:
    with LanguageToolServer() as started:
        yield started


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Return the Java processes that a test starts."""
    processes: list[subprocess.Popen[bytes]] = []
    start = java.start_java

    def spy(*args: Any, **named: Any) -> subprocess.Popen[bytes]:
        processes.append(start(*args, **named))
        return processes[-1]

    monkeypatch.setattr(languagetool_process, "start_java", spy)
    return processes


def runs(pid: int) -> bool:
    """Return whether a process runs; one that ended and that nobody asked about yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("code", "words"), [("fr", "annnée"), ("en-GB", "anual"), ("es", "añno"), ("ar", "التقريرر")])
def test_one_server_finds_the_misspelling_in_every_language(server: LanguageToolServer, code: str, words: str) -> None:
    text = SPOKEN[code]
    found = {text[item.offset : item.offset + item.length]: item for item in server.check(text, code)}
    assert found[words].issue_type == "misspelling"
    assert 0 < len(found[words].replacements) <= 5


def test_a_disabled_rule_is_silent(server: LanguageToolServer) -> None:
    rules = {item.rule for item in server.check(SPOKEN["fr"], "fr")}
    assert "D_N" in rules
    assert {item.rule for item in server.check(SPOKEN["fr"], "fr", ("D_N",))} == rules - {"D_N"}


def test_a_language_it_does_not_know_is_an_engine_that_failed(server: LanguageToolServer) -> None:
    with pytest.raises(PublisherError) as raised:
        server.check("Tekst.", "xx")
    assert raised.value.code is ExitCode.ENGINE_FAILED


def test_a_second_check_of_unchanged_text_starts_no_java(
    server: LanguageToolServer, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    answers, texts = Answers(tmp_path / "answers.sqlite"), [SPOKEN["fr"], "Tout va bien.", SPOKEN["fr"]]
    first = cached_check(texts, "fr", (), server=server, answers=answers)
    with LanguageToolServer() as other:
        assert cached_check(texts, "fr", (), server=other, answers=answers) == first
    assert started == []


def test_a_server_killed_on_the_way_is_an_engine_that_failed(started: list[subprocess.Popen[bytes]]) -> None:
    killed: list[float] = []

    def kill(done: int, total: int) -> None:
        if not killed:
            started[0].kill()
            killed.append(time.monotonic())

    with LanguageToolServer() as server, pytest.raises(PublisherError) as raised:
        server.check_many([f"Texte numéro {number}." for number in range(20)], "fr", on_progress=kill)
    assert time.monotonic() - killed[0] < 15
    assert raised.value.code is ExitCode.ENGINE_FAILED


def test_ctrl_c_ends_the_server_too(started: list[subprocess.Popen[bytes]]) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), LanguageToolServer() as server:
        server.check_many([f"Texte numéro {number}." for number in range(20)], "fr", on_progress=interrupt)
    assert started and started[0].poll() is not None


def test_a_killed_publisher_leaves_no_server_behind() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTS_AND_WAITS], stdout=subprocess.PIPE) as publisher:
        assert publisher.stdout is not None
        number = int(publisher.stdout.readline())
        assert runs(number)
        os.kill(publisher.pid, signal.SIGKILL)
    end = time.monotonic() + 10
    while runs(number) and time.monotonic() < end:
        time.sleep(0.1)
    assert not runs(number)


def test_a_java_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_process, "MAIN_CLASS", "no.such.Class")
    with LanguageToolServer() as server, pytest.raises(PublisherError) as raised:
        server.check("Un texte.", "fr")
    assert raised.value.code is ExitCode.ENGINE_FAILED
    assert raised.value.why and raised.value.hint


def test_without_its_jars_the_engine_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path))
    with LanguageToolServer() as server, pytest.raises(PublisherError) as raised:
        server.check("Un texte.", "fr")
    assert raised.value.code is ExitCode.ENGINE_MISSING
    assert raised.value.hint


def test_a_server_that_somebody_else_runs_is_asked_and_left_running(monkeypatch: pytest.MonkeyPatch) -> None:
    other = languagetool_process.ServerProcess()
    other.start()
    try:
        monkeypatch.setenv("PUBLISHER_LANGUAGETOOL_URL", other.url)
        with LanguageToolServer() as asked:
            assert asked.version.startswith("6.7")
            assert [match.offset for match in asked.check("Il mange une pome.", "fr")] == [13]
        assert other.ended() is None
    finally:
        other.stop()
