"""`publisher extract` against mdbook-i18n-helpers, and how it grows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.books import documents
from tests.benchmarks.cost import PUBLISHER, Cost, FailedError, cost, peer
from tests.benchmarks.table import Figure, figure

ROUNDS = 3
FILES = 570


def against_mdbook(folder: Path) -> Iterator[Figure]:
    command = [peer("mdbook-xgettext")]
    texts = documents(FILES)
    ours, theirs = _publication(folder / "ours", texts), folder / "peer"
    context = _book(theirs, texts)
    pairs = []
    for _ in range(ROUNDS):
        shutil.rmtree(theirs / "po", ignore_errors=True)
        pairs.append((_extract(ours), cost(command, theirs, stdin=context)))
    yield figure(pairs)


def growth(folder: Path) -> Iterator[Figure]:
    """Yield the cost of ten times the files against ten times that of one, then their peak memory."""
    one, ten = (_publication(folder / str(times), documents(FILES * times)) for times in (1, 10))
    pairs = [(_extract(ten), _extract(one))]
    yield figure([(many, Cost(10 * few.wall, 10 * few.cpu)) for many, few in pairs])
    yield figure(pairs, "memory")


def _extract(root: Path) -> Cost:
    shutil.rmtree(root / "locale", ignore_errors=True)
    spent = cost([PUBLISHER, "extract"], root)
    templates = len(list((root / "locale").glob("*.pot")))
    sources = len(list((root / "source").glob("*.md")))
    if templates < sources:
        raise FailedError(f"publisher extract wrote {templates} templates of {sources} documents")
    return spent


def _publication(root: Path, texts: Mapping[str, str]) -> Path:
    _write(root / "source", texts)
    (root / "source" / "publication.toml").write_text(
        'title = "Essai"\nsource_language = "fr"\nlanguages = ["en"]\n', "utf-8"
    )
    return root


def _book(root: Path, texts: Mapping[str, str]) -> Path:
    """Write a book and return the file of what mdbook 0.5 says of it to the programs it calls."""
    _write(root / "src", texts)
    (root / "src" / "SUMMARY.md").write_text("".join(f"- [{name[:-3]}]({name})\n" for name in texts), "utf-8")
    chapters = [
        {"Chapter": {
            "name": name.removesuffix(".md"), "content": text, "number": [place], "sub_items": [],
            "path": name, "source_path": name, "parent_names": [],
        }}
        for place, (name, text) in enumerate(texts.items(), 1)
    ]  # fmt: skip
    context = {
        "version": "0.5.0",
        "root": str(root),
        "book": {"items": chapters},
        "config": {"book": {"title": "Essai", "src": "src"}, "output": {"xgettext": {}}},
        "destination": str(root / "po"),
    }
    file = root / "context.json"
    file.write_text(json.dumps(context), "utf-8")
    return file


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
