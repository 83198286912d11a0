"""What every test may need: engines that are there, or the sentence that says how to get them."""

from __future__ import annotations

import ctypes
import os

import pytest
from hypothesis import settings

from publisher.engines.probe import probe

M_ARENA_MAX = -8
# Each thread that allocates may get an arena of its own, whose 64 MB count for jobs that are forked from this process
# ever after (mallopt(3)): a worker that had gone through half the suite left them too little memory.
ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)

# No deadline: machines are shared, a slow moment is not a failure. CI tries the same examples every time; `hunt` is for
# developers: HYPOTHESIS_PROFILE=hunt python -m pytest tests/property.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run rewrite what golden cases expect; the diff is read before it is committed."""
    parser.addoption("--accept-golden", action="store_true", help="rewrite the expected files of golden cases")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a case of bytes by a number: what was packed a second later differs, and two workers must name it alike."""
    return argname if isinstance(val, bytes) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded: they are read, and quoted, beside a pass."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    figures = [value for report in reports for name, value in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.write_line(figure)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose outside program is missing; with `PUBLISHER_REQUIRE_ENGINES=1` let it fail."""
    for marker in item.iter_markers("engine"):
        for name in marker.args:
            found = probe(name, ask=False)
            if found.found:
                continue
            sentence = f"{name} is missing, it {found.purpose}; run: {found.install}"
            if os.environ.get("PUBLISHER_REQUIRE_ENGINES") == "1":
                pytest.fail(sentence, pytrace=False)
            pytest.skip(sentence)
