"""HTML documents and fragments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from publisher.model.document import SPACE, Document
from publisher.model.finding import Finding, Level
from publisher.readers.build import build, title_of
from publisher.readers.clean import ACTIVE, active_element
from publisher.readers.head import NAMES, head_of
from publisher.readers.marks import without_towers
from publisher.readers.parsed import Parsed
from publisher.readers.tree import parse
from publisher.readers.unclosed import unclosed

AROUND = ACTIVE | {"nav", "header", "footer", "aside", "search"}
"""elements beside the document's own text; each rendition makes its own"""
LANDMARKS = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
MUTE = ACTIVE | {"nav", "search"}
"""elements of which nothing is said: they lead to other pages, or run"""
SERVED = frozenset({"viewport", "generator", "robots", "theme-color", "color-scheme", "referrer", "format-detection"})
"""`<meta>` for browsers and servers, without a word for readers"""


def read_html(text: str, file: str, language: str) -> Document:
    """Return the document of an HTML source: its `<main>` when it has one, else its body.

    Navigation around `<main>` and styles are the renditions' work; the `<title>` names a document without `<h1>`.
    """
    parsed = parse(text, file)
    main = parsed.body.find(".//main")
    body, removed = build(parsed, file, main)
    rows, unused = _said(parsed, file)
    findings = (*_whole(parsed, text, file, language), *unused, *_outside(parsed, main, file), *removed)
    stem = PurePosixPath(file).stem
    title = next((words for name, words, _ in rows if name == "title"), "")
    heading = title_of(body, "")
    head = head_of(row for row in rows if row != ("title", heading, row[2]))
    return Document(stem, file, language, heading or title or stem, body, head, findings=findings)


def _whole(parsed: Parsed, text: str, file: str, language: str) -> Iterator[Finding]:
    """Yield what is wrong with a page as a whole."""
    if swallowing := unclosed(text):
        yield swallowing.finding(file, text.count("\n", 0, swallowing.offset) + 1)
    if parsed.root.find("frameset") is not None:
        yield active_element("frameset", file, 1)
    said = parsed.root.get("lang", "").lower()
    if said.partition("-")[0] not in ("", language.partition("-")[0].lower()):
        yield Finding(
            "document/language", f"the page says it is in “{said}”, the publication in “{language}”", Level.WARNING,
            file=file, line=parsed.lines.get(id(parsed.root), 1), hint="correct lang, or the publication’s language",
        )  # fmt: skip


def _said(parsed: Parsed, file: str) -> tuple[list[tuple[str, str, int]], list[Finding]]:
    """Return what the head says to readers, as (name, text, line), and findings on what no rendition shows."""
    rows, unused = [], []
    for element in parsed.head if parsed.head is not None else ():
        line = parsed.lines.get(id(element), 1)
        name = "title" if element.tag == "title" else (element.get("name") or element.get("property") or "").lower()
        words = (element.text if element.tag == "title" else element.get("content")) or ""
        words = without_towers(SPACE.sub(" ", words).strip(" "))
        if not words or not name or name in SERVED:
            continue
        if name in (*NAMES, "title"):
            rows.append((name, words, line))
        else:
            message = f"“{name}” of the head is not used: {words[:80]}"
            unused.append(Finding("document/head", message, Level.NOTE, file=file, line=line))
    return rows, unused


def _outside(parsed: Parsed, main: Element | None, file: str) -> Iterator[Finding]:
    """Yield a finding for every stretch of text beside `<main>`, which is not published.

    What stands in a header, footer or aside is a note: each rendition makes its own.
    """
    if main is None:
        return
    found = [(Level.WARNING, *stretch) for stretch in _stretches(parsed.body, main)]
    found += [(Level.NOTE, *stretch) for stretch in _landmarks(parsed.body, main)]
    for level, element, words in found:
        yield Finding(
            "document/outside-main", f"the text beside <main> is left out: {words[:120]}", level,
            file=file, line=parsed.lines.get(id(element), 1), hint="move it into <main>, or into <header> or <footer>",
        )  # fmt: skip


def _stretches(element: Element, main: Element | None) -> Iterator[tuple[Element, str]]:
    """Yield the outermost elements with words that do not hold `main`, and those words; landmarks apart."""
    if element.text and element.text.strip():
        yield element, " ".join(element.text.split())
    for child in element:
        if child is not main and not _is_around(child):
            if any(inner is main for inner in child.iter()):
                yield from _stretches(child, main)
            elif words := " ".join(" ".join(_words(child, _is_around)).split()):
                yield child, words
        if child.tail and child.tail.strip():
            yield element, " ".join(child.tail.split())


def _landmarks(element: Element, main: Element) -> Iterator[tuple[Element, str]]:
    """Yield the outermost headers, footers and asides beside `main`, and their words without navigation."""
    for child in element:
        if child is main or not isinstance(child.tag, str):
            continue
        if _is_around(child) and not any(inner is main for inner in child.iter()):
            words = " ".join(" ".join(_words(child, _is_mute)).split())
            if words:
                yield child, words
        else:
            yield from _landmarks(child, main)


def _words(element: Element, is_left_out: Callable[[Element], bool]) -> Iterator[str]:
    """Yield the texts of an element without those of some elements in it."""
    if not is_left_out(element):
        yield element.text or ""
        for child in element:
            yield from _words(child, is_left_out)
            yield child.tail or ""


def _is_around(element: Element) -> bool:
    """Whether an element is a comment, a landmark, or a link that leads past one."""
    return _is_any_of(element, AROUND, LANDMARKS)


def _is_mute(element: Element) -> bool:
    """Whether the words of an element are no loss: navigation, a link within the page, what runs."""
    return _is_any_of(element, MUTE, {"navigation", "search"})


def _is_any_of(element: Element, names: Collection[str], roles: Collection[str]) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in names
        or element.get("role") in roles
        or (element.tag == "a" and element.get("href", "").startswith("#"))
    )
