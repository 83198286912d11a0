from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from publisher.engines.answers import Answers, answer_key


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "cache" / "answers.sqlite")


def test_what_was_put_is_got_by_another_reader(answers: Answers) -> None:
    answers.put_many({"a": [1, "é"], "b": None})
    assert Answers(answers.file).get_many(["a", "b", "c"]) == {"a": [1, "é"], "b": None}


def test_more_keys_than_a_query_takes(answers: Answers) -> None:
    many: dict[str, object] = {str(number): number for number in range(1700)}
    answers.put_many(many)
    assert answers.get_many(many) == many


def test_a_key_differs_with_each_part() -> None:
    keys = {
        answer_key("e", "1", ["fr"], "text"),
        answer_key("f", "1", ["fr"], "text"),
        answer_key("e", "2", ["fr"], "text"),
        answer_key("e", "1", ["fr", "X"], "text"),
        answer_key("e", "1", ["fr"], "texte"),
    }
    assert len(keys) == 5


@pytest.mark.parametrize("damage", [b"no database at all, but long enough to be one" * 100, None])
def test_a_damaged_file_is_replaced(answers: Answers, damage: bytes | None) -> None:
    answers.put_many({str(number): "x" * 200 for number in range(500)})
    whole = answers.file.read_bytes()
    answers.file.write_bytes(damage or whole[:4096] + b"\xff" * 8192 + whole[12288:])
    assert answers.get_many([str(number) for number in range(500)]).keys() < {str(n) for n in range(500)}
    answers.put_many({"new": 1})
    assert answers.get_many(["new"]) == {"new": 1}


def test_a_folder_that_cannot_be_made_means_no_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answers = Answers(tmp_path / "file" / "answers.sqlite")
    answers.put_many({"a": 1})
    assert answers.get_many(["a"]) == {}


def test_a_locked_database_means_no_memory(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.engines.answers.SECONDS_TO_WAIT", 0.05)
    answers.put_many({"a": 1})
    database = sqlite3.connect(answers.file, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    answers.put_many({"b": 2})
    assert answers.get_many(["a"]) == {}
    database.close()
    assert answers.get_many(["a", "b"]) == {"a": 1}


def _write(file: Path, name: str) -> None:
    for number in range(30):
        Answers(file).put_many({f"{name}{number}": number})


def test_two_processes_write_at_once(answers: Answers) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(answers.file, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert len(answers.get_many(f"{name}{number}" for name in "ab" for number in range(30))) == 60


def test_the_oldest_answers_go(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.engines.answers.MOST_ROWS", 3)
    for number in range(6):
        answers.put_many({str(number): number})
    assert answers.get_many(map(str, range(6))) == {"3": 3, "4": 4, "5": 5}
