"""What a terminal shows while work goes on, and what a pipe does not."""

from __future__ import annotations

import sys
import time

import pytest

from publisher.cli.output import Bar


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(("terminal", "seconds", "shown"), [(True, 2, True), (True, 0.5, False), (False, 2, False)])
def test_a_bar_appears_on_a_terminal_when_work_takes_over_a_second(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, terminal: bool, seconds: float, shown: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    with Bar() as bar:
        clock[0] = seconds
        bar("build", 1, 2)
        assert (bar.bars is not None) is shown


def test_nothing_is_printed_on_standard_output(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Bar() as bar:
        clock[0] = 5
        bar("build", 1, 2)
    assert capsys.readouterr().out == ""
