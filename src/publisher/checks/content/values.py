"""A page as the content checks read it, what they say of it, and how much they looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publisher.model.finding import Finding, Level, Outcome
from publisher.pages.page import Node, Page
from publisher.rules import rules

MOST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of the HTML rendition, and the page of the source language that it renders."""

    path: str
    """relative to the publication, such as `build/ar/html/02-eau.html`"""
    page: Page
    """as it was built: no ids renamed, no notes moved"""
    language: str
    index: Mapping[str, tuple[str, int]]
    """file and line of the source by the id of a block"""
    source: Page | None = None
    """the page of the source language; None for itself, and where it is not built"""
    source_language: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What content checks found, and how many things each rule looked at, by the path of what was tested."""

    findings: tuple[Finding, ...]
    looked: Mapping[str, Mapping[str, int]]
    """numbers by rule; a rule that had nothing to look at is named with 0"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What one check found on a page."""

    rule: str
    words: tuple[str, ...]
    """what the sentence of the rule names"""
    block: str | None
    """id of the block"""
    quote: str | None
    """the words of the text that are meant; None where none are, or all"""
    sure: bool = True
    """False where a person has to judge"""


@dataclass(frozen=True, slots=True)
class Met:
    """An element of a page that is heard, and what stands around it."""

    node: Node
    parents: tuple[Node, ...]
    """from the content of the page to what holds it"""
    block: str | None
    """id of the element or of the nearest around it"""
    language: str


Reading = tuple[Met, ...]
"""a page in the order in which it is heard"""


def met(page: Page) -> Reading:
    """Return the elements of a page that are heard, its `main` not among them."""
    return tuple(below(page.body, (page.body,), None, page.language))


def below(node: Node, parents: tuple[Node, ...], block: str | None, language: str) -> Iterator[Met]:
    """Yield what is heard below an element."""
    for kid in node.nodes:
        if not kid.is_silent:
            own, spoken = kid.id or block, kid.attributes.get("lang") or language
            yield Met(kid, parents, own, spoken)
            yield from below(kid, (*parents, kid), own, spoken)


def finding_of(fault: Fault, built: BuiltPage) -> Finding:
    """Return the finding of a fault; KeyError for a rule without a row in `rules/`.

    What is only noted is for a person to judge.
    """
    rule = rules()[fault.rule]
    file, line = built.index.get(fault.block or "", (built.path, None))
    return Finding(
        rule=rule.id,
        message=rule.message.format(*fault.words),
        level=rule.level,
        outcome=Outcome.FAILED if fault.sure and rule.level is not Level.NOTE else Outcome.CANT_TELL,
        language=built.language,
        file=file,
        line=line,
        id=fault.block,
        hint=rule.hint,
        quote=fault.quote,
        subject=built.path,
        words=fault.words,
    )


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1].rstrip() + "…"
