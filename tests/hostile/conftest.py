"""The laboratory, one for all cases of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("tests.hostile.phrases")

from tests.hostile.harness import Hostile  # noqa: E402 - asserts of what is imported are rewritten


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """`hostile(case)` tries a case and asserts all that has to hold."""
    laboratory = Hostile(tmp_path_factory.mktemp("hostile"))
    yield laboratory
    laboratory.close()
