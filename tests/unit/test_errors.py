"""Errors: four lines, safe to print, whole after a journey between processes."""

from __future__ import annotations

import pickle

from publisher.errors import ExitCode, PublisherError


def test_an_error_takes_four_lines_at_most() -> None:
    error = PublisherError("what\nand more", code=ExitCode.INPUT, file="a.po", line=3, why="w" * 10, hint="do")
    assert len(error.lines()) == 4
    assert error.lines()[1].endswith("a.po:3")


def test_control_characters_do_not_reach_the_terminal() -> None:
    error = PublisherError("a\x1b[31mb", code=ExitCode.INPUT, file="\x1b]0;x\x07.po")
    assert all(character.isprintable() for line in error.lines() for character in line)


def test_an_error_survives_another_process() -> None:
    error = PublisherError("what", code=ExitCode.ENGINE_FAILED, file="f", line=1, why="w", hint="h")
    copied = pickle.loads(pickle.dumps(error))
    assert copied.lines() == error.lines()
    assert copied.code is error.code
