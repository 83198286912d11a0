"""What every test may need: engines that are there, or the sentence that says how to get them."""

from __future__ import annotations

import os

import pytest

from publisher.engines.probe import probe


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run rewrite what golden cases expect; the diff is read before it is committed."""
    parser.addoption("--accept-golden", action="store_true", help="rewrite the expected files of golden cases")


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
