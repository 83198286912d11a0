"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import publisher

ROOT = Path(str(publisher.__file__)).parent
SHOWN = sorted(path for path in ROOT.rglob("*.py") if re.search(r"(?m)^\s*>>> ", path.read_text("utf-8")))


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_docstring_shows_is_so(path: Path) -> None:
    name = ".".join(("publisher", *path.relative_to(ROOT).with_suffix("").parts))
    failed, tried = doctest.testmod(import_module(name))
    assert tried > 0
    assert failed == 0
