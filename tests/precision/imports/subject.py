"""What is measured: an import, from the text of a file to the Markdown that an editor opens and its review."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from publisher.engines.dictionary import PACKAGE, FrenchDictionary, find, french
from tests.precision.imports.blocks import Block, from_markdown
from tests.precision.imports.compared import raw_blocks
from tests.precision.imports.proposals import Row

Import = Callable[[str], tuple[Sequence[Block], Sequence[Row]]]
"""text as read -> the blocks of the draft and the rows of the review"""


def draft(text: str) -> tuple[Sequence[Block], Sequence[Row]]:
    """Import a text as `publisher import` does, with nothing decided, and read the Markdown again."""
    from publisher.ocr.importing import import_text

    made = import_text(text.encode(), "texte.txt", lexicon())
    return from_markdown(made.markdown), made.review


def nothing(text: str) -> tuple[Sequence[Block], Sequence[Row]]:
    """Leave a text as it is: what an import is held against."""
    return raw_blocks(text), ()


@cache
def lexicon() -> FrenchDictionary:
    """Return the French dictionary, loaded once."""
    place = find()
    if place is None:
        absent(f"the French dictionary is missing; run: sudo apt-get install {PACKAGE}")
    return french(place or "")


def absent(sentence: str) -> None:
    """Skip what cannot be measured here, or fail where everything has to be there."""
    if os.environ.get("PUBLISHER_REQUIRE_ENGINES") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
