"""Markdown sources: front matter, blocks and inline marks, raw HTML between them, one tree."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from publisher.errors import ExitCode, PublisherError
from publisher.model.document import Document
from publisher.model.finding import Finding
from publisher.readers.build import build, title_of
from publisher.readers.containers import expand_containers
from publisher.readers.dialect import LINE, dialect
from publisher.readers.front_matter import front_matter
from publisher.readers.losses import environment
from publisher.readers.parsed import Parsed
from publisher.readers.tables import complete_tables
from publisher.readers.tree import parse_fragment

MARK = re.compile(r"publisher line ([0-9]{1,9})")
MARKED = re.compile(rf'{LINE}="([0-9]{{1,9}})"|<!--publisher line ([0-9]{{1,9}})-->')
NUMBER = re.compile("[0-9]{1,9}")


def read_markdown(text: str, file: str, language: str) -> Document:
    """Return the document of a Markdown source (CommonMark 0.31 and the notation of DESIGN section 5)."""
    last = text.count("\n") + 1
    matter, text = front_matter(text, file, language)
    rendered, lost = _rendered(text, file)
    parsed = _parsed(rendered, file)
    _restore_lines(parsed, last)
    body, removed = build(parsed, file)
    unknown = expand_containers(body, file) if "data-container" in rendered else ()
    if "<table" in rendered.lower():
        complete_tables(body)
    head = matter.put_into(body)
    stem = PurePosixPath(file).stem
    return Document(
        stem, file, language, title_of(body, stem), body, head, findings=(*matter.findings, *lost, *removed, *unknown)
    )


def _rendered(text: str, file: str) -> tuple[str, list[Finding]]:
    shared = environment(file)
    try:
        return dialect().render(text, shared), shared["findings"]
    except RecursionError as error:
        raise PublisherError(
            "the Markdown is nested too deep", code=ExitCode.INPUT, file=file, line=_deepest(text),
            hint="close the brackets, or take quotes out of quotes, before this line",
        ) from error  # fmt: skip


def _deepest(text: str) -> int:
    """Return the line with the most signs that nest."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: sum(lines[number].count(sign) for sign in ">[*_(")) + 1


def _parsed(rendered: str, file: str) -> Parsed:
    try:
        return parse_fragment(rendered, file)
    except PublisherError as error:
        marks = MARKED.findall("\n".join(rendered.split("\n")[: error.line]))
        error.line = int("".join(marks[-1])) if marks else 1  # of the block in the source, not of the rendered HTML
        raise


def _restore_lines(parsed: Parsed, last: int) -> None:
    """Turn lines of the rendered HTML into lines of the Markdown source, which has `last`.

    What stands at the wrong place in a table is moved by the parser: then a count of lines between can be too high.
    """
    source, rendered = 1, 1
    known = 1
    for node in parsed.body.iter():
        if not isinstance(node.tag, str):  # a comment
            if match := MARK.fullmatch(node.text or ""):
                source, rendered = int(match[1]), 0
        else:
            line = parsed.lines.get(id(node), 1)
            mark = node.attrib.pop(LINE, "")
            if NUMBER.fullmatch(mark):
                known, source = int(mark), 0
            elif source and not rendered:
                rendered = line
            parsed.lines[id(node)] = min(last, source + line - rendered if source and rendered else known)
