"""What the fuzzers found once stays mended: every input in `found/`, and every seed, keeps the laws of its target."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INPUTS = sorted(file for folder in ("found", "seeds") for file in (HERE / folder).glob("*/*"))


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: str(file.relative_to(HERE)))
def test_an_input_keeps_the_laws_of_its_target(file: Path) -> None:
    importlib.import_module(f"tests.fuzz.targets.{file.parent.name}").target(file.read_bytes())


@pytest.mark.parametrize("target", sorted(file.stem for file in (HERE / "targets").glob("[a-z]*.py")))
def test_a_target_has_seeds_and_a_dictionary(target: str) -> None:
    module = importlib.import_module(f"tests.fuzz.targets.{target}")
    assert any((HERE / "seeds" / target).iterdir())
    assert (HERE / "dictionaries" / f"{module.DICTIONARY}.dict").is_file()
