"""Markdown files of any number, like the chapters of a course: short, with lists, tables, code and some HTML.

A folder of real `.md` files, named by PUBLISHER_BENCH_MARKDOWN, takes their place; its copies differ in a word a line.
"""

from __future__ import annotations

import os
import re
from math import exp
from pathlib import Path
from random import Random

from tests.benchmarks import prose

REAL = os.environ.get("PUBLISHER_BENCH_MARKDOWN")
MARKDOWN = (
    (re.compile(r"<strong>(.*?)</strong>"), r"**\1**"),
    (re.compile(r"<em>(.*?)</em>"), r"*\1*"),
    (re.compile(r"<code>(.*?)</code>"), r"`\1`"),
    (re.compile(r"<a>(.*?)</a>"), r"[\1](https://example.org/page)"),
    (re.compile(r"<note/>"), ""),
)


def documents(count: int) -> dict[str, str]:
    """Return about so many Markdown texts by file name, always the same."""
    if REAL:
        return _real(Path(REAL), count)
    random = Random(570)
    return {f"chapitre-{place:04}.md": _document(random) for place in range(1, count + 1)}


def _document(random: Random) -> str:
    size = exp(random.gauss(6.85, 0.72))
    blocks = [f"# {_text(random, 24)}"]
    while sum(map(len, blocks)) < size:
        blocks.append(random.choices(KINDS, WEIGHTS)[0](random))
    return "\n\n".join(blocks) + "\n"


def _text(random: Random, characters: int) -> str:
    text = prose.message(random, characters)
    for notation, markdown in MARKDOWN:
        text = notation.sub(markdown, text)
    return text


def _paragraph(random: Random) -> str:
    return _folded(_text(random, random.randrange(60, 420)), "")


def _heading(random: Random) -> str:
    return f"## {_text(random, 28)}"


def _list(random: Random) -> str:
    items = (_folded(_text(random, random.randrange(30, 150)), "  ") for _ in range(random.randrange(2, 6)))
    return "\n".join(f"- {item}" for item in items)


def _table(random: Random) -> str:
    rows = ["| " + " | ".join(_text(random, 12) for _ in range(3)) + " |" for _ in range(random.randrange(3, 7))]
    return "\n".join([rows[0], "| --- | --- | --- |", *rows[1:]])


def _code(random: Random) -> str:
    lines = [
        line
        for _ in range(random.randrange(2, 9))
        for line in (
            f"// {_text(random, 26)}",
            f"let {prose.word(random)} = mesure({random.randrange(100)});",
            f'println!("{_text(random, 22)}");',
        )[random.randrange(2) :]
    ]
    return "\n".join(["```rust", "fn main() {", *(f"    {line}" for line in lines), "}", "```"])


def _html(random: Random) -> str:
    summary, text = _text(random, 25), _text(random, 200)
    return f"<details>\n<summary>{summary}</summary>\n\n{_folded(text, '')}\n\n</details>"


def _folded(text: str, indent: str) -> str:
    """Return a text in lines of about 80 characters, none of which starts another block."""
    return re.sub(r"(.{60,80}?) (?=[^\W\d_])", rf"\1\n{indent}", text)


KINDS = (_paragraph, _heading, _list, _table, _code, _html)
WEIGHTS = (10, 3, 5, 1, 4, 1)


def _real(folder: Path, count: int) -> dict[str, str]:
    """Return the files of a folder, as many times over as it takes."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.md")) if path.name != "SUMMARY.md"]
    return {
        f"chapitre-{copy}-{place:04}.md": re.sub(r"(?m)^([A-Za-z]+)", rf"\g<1>{copy}", text) if copy else text
        for copy in range(max(1, round(count / len(texts))))
        for place, text in enumerate(texts)
    }
