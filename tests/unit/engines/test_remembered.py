from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from publisher.engines.answers import Answers
from publisher.engines.remembered import remembered
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import AxeResult

A, B = Path("a.html"), Path("b.html")


class Program:
    """A program that tells which files it was asked about, and fails when it is told to."""

    def __init__(self, failure: PublisherError | None = None, broken: Iterable[Path] = ()) -> None:
        self.failure, self.broken = failure, set(broken)
        self.asked: list[Path] = []

    def __call__(self, files: list[Path]) -> Iterable[tuple[Path, AxeResult]]:
        self.asked += files
        if self.failure is not None:
            raise self.failure
        return [(file, AxeResult(file, 320, "1", error="odd" if file in self.broken else None)) for file in files]


def asked(answers: Answers, program: Program, contents: dict[Path, str]) -> dict[Path, list[AxeResult]]:
    def failed(file: Path, reason: str) -> AxeResult:
        return AxeResult(file, 1280, error=reason)

    return remembered(answers, ("axe", "1"), contents, AxeResult, program, failed)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers")


def test_what_is_unchanged_is_asked_about_once(answers: Answers) -> None:
    first, second = Program(), Program()
    asked(answers, first, {A: "1", B: "2"})
    found = asked(answers, second, {A: "1", B: "3"})
    assert (first.asked, second.asked) == ([A, B], [B])
    assert [result.file for results in found.values() for result in results] == [A, B]


def test_a_failed_test_is_made_again_and_the_others_are_not(answers: Answers) -> None:
    asked(answers, Program(broken=[B]), {A: "1", B: "2"})
    again = Program()
    asked(answers, again, {A: "1", B: "2"})
    assert again.asked == [B]


def test_a_program_that_fails_leaves_what_is_known(answers: Answers) -> None:
    asked(answers, Program(), {A: "1"})
    failure = PublisherError("it ended", code=ExitCode.ENGINE_FAILED, why="no memory")
    found = asked(answers, Program(failure), {A: "1", B: "2"})
    assert found[A][0].error is None
    assert "it ended" in str(found[B][0].error) and "no memory" in str(found[B][0].error)


def test_a_program_that_is_missing_is_for_the_caller_to_tell(answers: Answers) -> None:
    missing = PublisherError("not here", code=ExitCode.ENGINE_MISSING)
    with pytest.raises(PublisherError):
        asked(answers, Program(missing), {A: "1"})
