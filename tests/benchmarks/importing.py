"""`publisher import` against a speller that looks each word up, and how it grows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.cost import PUBLISHER, Cost, FailedError, cost
from tests.benchmarks.table import Figure, figure
from tests.precision.imports import damage, texts

ROUNDS = 3
SIZE = 55_000
"""bytes of the text, as many as the scan of a report has"""
LARGE = 10
WORDS = 9_000
PROFILE, SEED = "A1", 3
PEER = """
import re, sys
from publisher.engines import dictionary
from spylls.hunspell import Dictionary
words = Dictionary.from_files(dictionary.find())
text = open("scan.txt", encoding="utf-8").read()
for form in set(re.findall(r"[^\\W\\d_]+(?:['-][^\\W\\d_]+)*", text)):
    words.lookup(form)
"""
"""what the least tool does: say which words no dictionary has; its suggestions would cost minutes"""


def against_a_speller(folder: Path) -> Iterator[Figure]:
    """Yield the cost of an import against that of the speller on the same text; both load the same dictionary."""
    root = _publication(folder / "ours", _scan(SIZE))
    pairs = [(_import(root), cost([sys.executable, "-c", PEER], root)) for _ in range(ROUNDS)]
    yield figure(pairs)


def growth(folder: Path) -> Iterator[Figure]:
    """Yield the cost of ten times the text, without what loading costs, against ten times one; then peak memory."""
    empty, one, many = (_publication(folder / str(size), _scan(size)) for size in (200, SIZE, LARGE * SIZE))
    loading, few, large = (_import(root) for root in (empty, one, many))
    yield figure(
        [(_without(large, loading), Cost(LARGE * few.wall - LARGE * loading.wall, LARGE * (few.cpu - loading.cpu)))]
    )
    yield figure([(large, few)], "memory")


def _without(spent: Cost, loading: Cost) -> Cost:
    return Cost(spent.wall - loading.wall, spent.cpu - loading.cpu, spent.memory)


def _scan(size: int) -> str:
    """Return a damaged text of about so many bytes: the report of this repository, over and over."""
    text = damage.damaged(texts.sample("own", WORDS, SEED), PROFILE, SEED).text
    while len(text.encode()) < size:
        text = f"{text}\n\n{text}"
    return text.encode()[:size].decode("utf-8", "ignore")


def _publication(root: Path, text: str) -> Path:
    (root / "source").mkdir(parents=True)
    (root / "source" / "publication.toml").write_text(
        'title = "Essai"\nsource_language = "fr"\nlanguages = []\n', "utf-8"
    )
    (root / "scan.txt").write_text(text, "utf-8")
    return root


def _import(root: Path) -> Cost:
    spent = cost([PUBLISHER, "import", "scan.txt", "--replace"], root)
    if not (root / "source" / "scan.md").is_file():
        raise FailedError("publisher import wrote no source")
    return spent
