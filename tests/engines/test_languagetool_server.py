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

from publisher.engines import java, languagetool_client, languagetool_process
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import Answer, LanguageToolServer
from publisher.errors import ExitCode, PublisherError
from publisher.model.question import Profile, Question
from publisher.model.verdict import Match
from publisher.pipeline.prose import profile

pytestmark = pytest.mark.engine("java", "languagetool")

NAME = "A1"
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


def answer(server: LanguageToolServer, text: str, profile: Profile, *skipped: tuple[int, int]) -> Answer:
    ((_, found),) = server.ask([Question(profile, text, skipped)])
    return found


def remarks(server: LanguageToolServer, text: str, profile: Profile, *skipped: tuple[int, int]) -> dict[str, Match]:
    """Return the remarks on a text by the words they are about."""
    found = answer(server, text, profile, *skipped)
    assert not isinstance(found, PublisherError)
    return {text[item.offset : item.offset + item.length]: item for item in found}


def numbered(number: int) -> list[Question]:
    return [Question(Profile("es", NAME), f"Texto número {item}.") for item in range(number)]


@pytest.mark.parametrize(("code", "words"), [("fr", "annnée"), ("en-GB", "anual"), ("es", "añno"), ("ar", "التقريرر")])
def test_one_server_finds_the_misspelling_in_every_language(server: LanguageToolServer, code: str, words: str) -> None:
    found = remarks(server, SPOKEN[code], Profile(code, NAME))
    assert found[words].issue_type == "misspelling"
    assert 0 < len(found[words].replacements) <= 5


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("fr", "🦊 Le fichier `erreure 😀 x.py` contient une errreur 😀 dans l’annnée.", ["errreur", "annnée"]),
        ("en-GB", "🦊 The file `erorr 😀 x.py` has an errror 😀 in the yearr.", ["errror", "yearr"]),
        ("es", "🦊 El archivo `errror 😀 x.py` tiene un errror 😀 en el añno.", ["errror", "añno"]),
        ("ar", "🦊 الملف `errror 😀 x.py` في التقريرر 😀 السنوي.", ["التقريرر"]),
    ],
)
def test_remarks_around_what_is_skipped_are_found_at_their_places(
    server: LanguageToolServer, code: str, text: str, words: list[str]
) -> None:
    tag = code.partition("-")[0]
    found = remarks(server, text, profile(tag), (text.index("`"), text.rindex("`") + 1))
    assert [word for word in found if word != "🦊"] == words


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "Le fichier `x.py` est lu, et les fichiers `a.txt` et `b.txt` sont écrits."),
        ("fr", "Il est dans le `hamac` d’`Airbus`. `make test` lance les essais ; remplacez `;` par `:`."),
        ("en", "A `useful` file and an `hour` are read; the words `the`, `a` and `an` are articles."),
        ("es", "Francia e `Italia` firmaron, y siete u `ocho` palabras como `class` están reservadas."),
        ("ar", "الملف `x.py` فارغ. تستخدم الشركة `Facebook` و`Instagram` كل يوم. استبدل `;` بعلامة `:` هنا."),
    ],
)
def test_a_sentence_around_code_and_names_is_sound(server: LanguageToolServer, tag: str, text: str) -> None:
    plain, skipped = "", []
    for number, part in enumerate(text.split("`")):
        if number % 2:
            skipped.append((len(plain), len(plain) + len(part)))
        plain += part
    assert remarks(server, plain, profile(tag), *skipped) == {}


def test_a_disabled_rule_is_silent(server: LanguageToolServer) -> None:
    rules = {item.rule for item in remarks(server, SPOKEN["fr"], Profile("fr", NAME)).values()}
    assert "D_N" in rules
    without = remarks(server, SPOKEN["fr"], Profile("fr", NAME, disabled_rules=("D_N",)))
    assert {item.rule for item in without.values()} == rules - {"D_N"}


def test_a_language_it_does_not_know_has_no_answer(server: LanguageToolServer) -> None:
    found = answer(server, "Tekst.", Profile("xx", NAME))
    assert isinstance(found, PublisherError)
    assert found.code is ExitCode.ENGINE_FAILED


def test_a_second_check_of_unchanged_text_starts_no_java(
    server: LanguageToolServer, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    answers = Answers(tmp_path / "answers.sqlite")
    questions = [Question(Profile("fr", NAME), text) for text in (SPOKEN["fr"], "Tout va bien.", SPOKEN["fr"])]
    first = cached_check(questions, server=server, answers=answers)
    with LanguageToolServer() as other:
        assert cached_check(questions, server=other, answers=answers) == first
    assert started == []


def test_a_server_killed_on_the_way_is_started_once_more(started: list[subprocess.Popen[bytes]]) -> None:
    with LanguageToolServer() as server:
        found = []
        for _, answer in server.ask(numbered(20)):
            found.append(answer)
            if len(found) == 3:
                started[0].kill()
    assert len(started) == 2
    assert [item for item in found if isinstance(item, PublisherError)] == []


def test_a_server_killed_every_time_keeps_what_it_answered(started: list[subprocess.Popen[bytes]]) -> None:
    with LanguageToolServer() as server:
        found = []
        for _, answer in server.ask(numbered(40)):
            found.append(answer)
            if len(found) in (3, 12):
                started[-1].kill()
    errors = [item for item in found if isinstance(item, PublisherError)]
    assert len(started) == 2
    assert len(found) == 40
    assert 0 < len(errors) <= 40 - 12
    assert {error.code for error in errors} == {ExitCode.ENGINE_FAILED}


def test_ctrl_c_ends_the_server_too(started: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    answers = Answers(tmp_path / "answers.sqlite")
    with pytest.raises(KeyboardInterrupt), LanguageToolServer() as server:
        cached_check(numbered(20), server=server, answers=answers, on_progress=interrupt)
    assert [process.poll() is None for process in started] == [False]


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
    with LanguageToolServer() as server:
        errors = [error for _, error in server.ask(numbered(5))]
    assert [isinstance(error, PublisherError) and error.code for error in errors] == [ExitCode.ENGINE_FAILED] * 5
    assert all(isinstance(error, PublisherError) and error.why and error.hint for error in errors)


def test_without_its_jars_the_engine_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path))
    with LanguageToolServer() as server:
        (error,) = {error for _, error in server.ask(numbered(5))}
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_MISSING
    assert error.hint


def test_a_server_that_somebody_else_runs_is_asked_and_left_running(monkeypatch: pytest.MonkeyPatch) -> None:
    other = languagetool_process.ServerProcess()
    other.start()
    try:
        # It gets no time to load rules, which a loaded machine may need.
        monkeypatch.setattr(languagetool_client, "SECONDS_TO_ANSWER", languagetool_client.SECONDS_TO_WARM_UP)
        monkeypatch.setenv("PUBLISHER_LANGUAGETOOL_URL", other.url)
        with LanguageToolServer() as asked:
            assert asked.version.startswith("6.7")
            assert [*remarks(asked, "Il mange une pome.", Profile("fr", NAME))] == ["pome"]
        assert other.ended() is None
    finally:
        other.stop()
