"""Every example of the CommonMark specification comes back through its own catalog.

The specification is not ours to hold: the set-up fetches it (tests/data/package.json). It is read in our dialect, so
what an example is compared with is its own untranslated build.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents import extract, identify

from publisher.catalogs.merge import merge
from publisher.catalogs.po import read_catalog, write_catalog
from publisher.catalogs.translate import identity, translate
from publisher.model.document import Document
from publisher.model.message import Catalog
from publisher.readers.markdown import read_markdown

SPECIFICATION = Path(__file__).parents[2] / "data/node_modules/commonmark-spec/spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
NUMBER_OF_EXAMPLES = 652


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    if not SPECIFICATION.is_file():
        sentence = "the CommonMark specification is missing; run: make setup"
        if os.environ.get("PUBLISHER_REQUIRE_ENGINES") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)
    examples = EXAMPLE.findall(SPECIFICATION.read_text(encoding="utf-8"))
    return [identify(read_markdown(example.replace("→", "\t"), "source/d.md", "fr")) for example in examples]


def through_a_file(document: Document) -> Catalog:
    catalog, _ = merge(extract(document), Catalog(document.stem, "en", ()))
    copied = replace(catalog, entries=tuple(replace(entry, msgstr=entry.message.msgid) for entry in catalog.entries))
    return read_catalog(write_catalog(copied).encode(), "d.po", document.stem, "en")


def test_every_example_is_read(documents: list[Document]) -> None:
    assert len(documents) == NUMBER_OF_EXAMPLES


def test_the_identity_catalog_gives_every_example_back(documents: list[Document]) -> None:
    found = [translate(document, identity("fr")).document.body.decode() for document in documents]
    assert found == [document.body.decode() for document in documents]


def test_a_po_file_that_repeats_its_messages_gives_every_example_back(documents: list[Document]) -> None:
    translations = [translate(document, through_a_file(document)) for document in documents]
    assert [found.document.body.decode() for found in translations] == [doc.body.decode() for doc in documents]
    assert [found.fallbacks for found in translations if found.fallbacks] == []
