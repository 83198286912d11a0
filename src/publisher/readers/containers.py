"""`:::` containers: each name is a function that turns the neutral division into semantic HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4.element import Comment, NavigableString, Tag
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes

from publisher.model.data import CHART, LIST
from publisher.model.document import SPACE
from publisher.model.finding import Finding, Level
from publisher.readers.clean import passive

TRAILING_ATTRIBUTES = re.compile(r"(?<!\\)(\{[^{}]*\})$")
ATTRIBUTION = re.compile(r"^\s*[—–]\s*")
CALL = re.compile(r"""data=(?P<quote>["']?)(?P<name>[\w-]+)(?P=quote)""")
SPACES = re.compile("  ")
HEADINGS = [f"h{level}" for level in range(1, 7)]


def split_attributes(text: str) -> tuple[str, dict[str, str]]:
    """Return a line without the `{#id .class key=value}` at its end, and those attributes.

    >>> split_attributes("Les chiffres {#chiffres .large}")
    ('Les chiffres', {'id': 'chiffres', 'class': 'large'})
    """
    match = TRAILING_ATTRIBUTES.search(text.rstrip())
    if not match:
        return text, {}
    try:
        _, attributes = parse_attributes(match[1])
    except ParseError:
        return text, {}
    return text[: match.start()].rstrip(), attributes


def expand_containers(body: Tag, file: str) -> tuple[Finding, ...]:
    """Give every container of a reader's own tree its meaning, in place; a name we do not know is a finding."""
    findings: list[Finding] = []
    for division in body.find_all(True, attrs={"data-container": True}):
        text, attributes = split_attributes(str(division["data-container"]))
        name, _, title = text.partition(" ")
        del division["data-container"]
        kept, removed = passive(attributes, division.name, file, division.sourceline or 1)
        if "class" in kept:
            _add_class(division, kept.pop("class"))
        division.attrs.update(kept)
        findings += removed
        if called := CALL.fullmatch(title) if name in CALLS else None:
            division[CALLS[name]] = called["name"]
            title = ""
        if name in CONTAINERS:
            CONTAINERS[name](division)
            _fold(division)
            if title.strip():
                findings.append(_unused_title(division, name, title.strip(), file))
        else:
            findings.append(
                Finding(
                    "document/unknown-container",
                    f"“::: {text}” is not a container of this notation",
                    Level.ERROR,
                    file=file,
                    line=division.sourceline,
                    hint=f"known: {', '.join(CONTAINERS)}",
                )
            )
    return tuple(findings)


def _unused_title(division: Tag, name: str, title: str, file: str) -> Finding:
    return Finding(
        "document/container-title",
        f"“::: {name}” has no title: “{title}” is not shown",
        Level.ERROR,
        file=file,
        line=division.sourceline,
        hint="write it as a heading before the container",
    )


def _new(template: Tag, name: str, **attributes: str) -> Tag:
    tag = Tag(name=name, attrs=dict(attributes))
    tag.sourceline = template.sourceline
    return tag


def _add_class(tag: Tag, name: str) -> None:
    tag["class"] = " ".join([name, *filter(None, tag.get_attribute_list("class"))])


def quote(division: Tag) -> None:
    """Pull quote: a figure around a quotation, its author in the caption (last paragraph, after a dash)."""
    division.name = "figure"
    _add_class(division, "quote")
    blockquote = _new(division, "blockquote")
    paragraphs = division.find_all("p", recursive=False)
    author = paragraphs[-1] if paragraphs and ATTRIBUTION.match(paragraphs[-1].get_text()) else None
    for child in list(division.children):
        if child is not author:
            blockquote.append(child.extract())
    division.insert(0, blockquote)
    if author is not None:
        first = author.find(string=True)
        if first is not None:
            first.replace_with(NavigableString(ATTRIBUTION.sub("", str(first))))
        author.name = "figcaption"


def figures(division: Tag) -> None:
    """Key figures: a list, each item a number (the term) and what it counts (the definition), read as one sentence."""
    _add_class(division, "figures")
    for terms in division.find_all("dl", recursive=False):
        terms.name = "ul"
        for term in terms.find_all("dt", recursive=False):
            term.name = "li"
            strong = _new(term, "strong")
            strong.extend([child.extract() for child in list(term.children)])
            term.append(strong)
            label = term.find_next_sibling(True)
            while label is not None and label.name == "dd":
                for paragraph in label.find_all("p", recursive=False):
                    paragraph.unwrap()
                term.append(NavigableString(" "))
                term.extend([child.extract() for child in list(label.children)])
                label.extract()
                label = term.find_next_sibling(True)


def sheet(division: Tag) -> None:
    """Operation sheet: a definition list, in a section when it has a heading, one level under the last one outside."""
    _add_class(division, "sheet")
    around = (tag for tag in division.find_all_previous(HEADINGS) if tag.find_parent(class_="sheet") is None)
    before = next(around, None)
    level = min(int(before.name[1]) + 1, 6) if before is not None else 2
    heading = division.find("p", attrs={"data-title": True}, recursive=False)
    if isinstance(heading, Tag):
        division.name = "section"
        heading.name, heading.sourceline = f"h{level}", division.sourceline
        del heading["data-title"]


def chart(division: Tag) -> None:
    """Figure of a series of `source/data/`; the text in it is its note."""
    division.name = "figure"
    division.attrs.setdefault(CHART, "")


def territories(division: Tag) -> None:
    """List of territories of `source/data/`, after the text in it."""
    division.attrs.setdefault(LIST, "")


def _fold(division: Tag) -> None:
    """Join the texts that came to stand side by side, as one space where they were blank."""
    division.smooth()
    for text in division.find_all(string=SPACES):
        if not isinstance(text, Comment) and text.find_parent(["pre", "textarea"]) is None:
            text.replace_with(SPACE.sub(" ", str(text)))


CONTAINERS: dict[str, Callable[[Tag], None]] = {
    "quote": quote, "figures": figures, "sheet": sheet, "chart": chart, "territories": territories,
}  # fmt: skip
CALLS = {"chart": CHART, "territories": LIST}
"""containers that show something of `source/data/`, with the attribute that names it; HTML has it on any element"""
TITLED = frozenset({"sheet"})
"""containers whose first line gives a title, which the dialect parses and puts before their content"""
