"""Many hostile translations in one catalog: each is a case of its own, all share one build.

Between two of them stands an innocent neighbour, which has to be there in its translation whatever stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tinyhtml5

from tests.hostile.case import PO, Case, Put, Ran, Result

PAGE = "build/en/html/01-port.html"
DOCUMENT = "source/01-port.md"
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
CHECK = "check --only catalog --json"
"""a build shows the French paragraph in silence; this says why"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A hostile translation of one paragraph, and what becomes of it: a rule refuses it, or it reads as plain text."""

    name: str
    attempts: str
    msgstr: str
    rule: str = ""
    """the rule that refuses it: the French paragraph stands in; empty: it is published"""
    reads: str = ""
    """what the paragraph says when it is published; the translation itself by default"""
    source: str = ""
    """the French paragraph in Markdown, without its number"""
    msgid: str = ""
    """the same as a message"""
    raw: bool = False
    """`msgstr` is what stands between the quotes, escapes included"""

    @property
    def must(self) -> str:
        if self.rule:
            return (
                f"show the French paragraph, marked as French; `{self.rule}` names the line; neighbours are translated"
            )
        return "show it as the characters it is, with nothing active; neighbours are translated"


def quoted(text: str) -> str:
    """Return a string of a catalog."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def french(phrase: Phrase, number: int) -> tuple[str, str]:
    """Return the paragraph of a phrase, in Markdown and as a message."""
    return tuple(f"{text or 'Une phrase du port'} n° {number}." for text in (phrase.source, phrase.msgid))  # type: ignore[return-value]


def publication(phrases: Sequence[Phrase]) -> tuple[dict[str, Put], tuple[int, ...]]:
    """Return the document and the catalog that hold some phrases, and the line of each in the catalog."""
    paragraphs, catalog, lines = ["# Le port surveillé"], HEADER + '\nmsgid "Le port surveillé"\nmsgstr "A port"\n', []
    for number, phrase in enumerate(phrases):
        source, msgid = french(phrase, number)
        paragraphs += [source, f"La voisine n° {number}."]
        lines.append(catalog.count("\n") + 2)
        said = f'"{phrase.msgstr}"' if phrase.raw else quoted(phrase.msgstr)
        catalog += f"\nmsgid {quoted(msgid)}\nmsgstr {said}\n"
        catalog += f'\nmsgid "La voisine n° {number}."\nmsgstr "Neighbour {number}."\n'
    return {DOCUMENT: "\n\n".join(paragraphs) + "\n", PO: catalog, "locale/ar/LC_MESSAGES/01-port.po": None}, tuple(
        lines
    )


def paragraphs(page: str) -> list[Any]:
    """Return the paragraphs of the document on a page, read as browsers do."""
    main = next(node for node in tinyhtml5.parse(page, namespace_html_elements=False).iter() if node.tag == "main")
    return [node for node in main.iter() if node.tag == "p" and node.get("class") != "notice"]


def text_of(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def attempt(phrases: Sequence[Phrase], tried: Callable[[Case], Result]) -> Result:
    """Build and check the publication of some phrases."""
    files, _ = publication(phrases)
    return tried(Case("phrases", "many hostile translations in one catalog", "see each", files=files,
                      verbs=("build --json", CHECK), exits=(1, 1)))  # fmt: skip


def hold(phrase: Phrase, phrases: Sequence[Phrase], result: Result, found: Sequence[Mapping[str, Any]]) -> None:
    """Assert that one phrase became what it must, and that its neighbour is untouched."""
    number = phrases.index(phrase)
    line = publication(phrases)[1][number]
    blocks = paragraphs(result.text(PAGE))
    block, neighbour = blocks[2 * number], blocks[2 * number + 1]
    assert (text_of(neighbour), neighbour.get("lang")) == (f"Neighbour {number}.", None)
    told = {one["rule"] for one in found if (one["file"], one["line"]) == (PO, line) and one["level"] == "error"}
    if phrase.rule:
        assert phrase.rule in told
        assert block.get("lang") == "fr"
        assert text_of(block).startswith(("Une phrase du port", "Lire le guide", "Il compte"))
    else:
        assert told == set()
        assert block.get("lang") is None
        assert text_of(block) == " ".join((phrase.reads or phrase.msgstr).split())


def findings(ran: Ran) -> list[Mapping[str, Any]]:
    return list(json.loads(ran.out)["findings"])
