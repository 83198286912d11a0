"""HTML documents and fragments."""

from __future__ import annotations

from pathlib import PurePosixPath

from bs4.element import Tag

from publisher.model.document import Document
from publisher.readers.clean import SPACE, clean, title_of
from publisher.readers.tree import body_of, parse


def read_html(text: str, file: str, language: str) -> Document:
    """Return the document of an HTML source: its `<main>` when it has one, else its body.

    Head, navigation around `<main>` and styles are the renditions' work; the `<title>` names a document without `<h1>`.
    """
    soup = parse(text, file)
    body, main = body_of(soup), soup.find("main")
    if isinstance(main, Tag):
        body.clear()
        body.extend(list(main.children))
    findings = clean(body, file)
    stem = PurePosixPath(file).stem
    title = SPACE.sub(" ", soup.title.get_text()).strip() if soup.title else ""
    return Document(stem, file, language, title_of(body, title or stem), body.extract(), findings=findings)
