"""Links between documents: an author names the source file, each rendition has its own addresses."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4.element import Tag

from publisher.model.attributes import CONTEXT, LOCALISED, MAX_LENGTH

NO_PICTURE = "data:,"
"""address of an empty file, where an address has to be (HTML 4.8.3)"""


def document_link(address: str) -> tuple[str, str] | None:
    """Return (stem, fragment) of a link to another document (`03-cyber.md#chiffres`), None for any other address."""
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path))
    if parts.scheme or parts.netloc or path.suffix not in (".md", ".html") or len(path.parts) != 1:
        return None
    return path.stem, parts.fragment


def drop_notes_to_translators(body: Tag) -> None:
    """Take out what authors tell translators in attributes, in place: it is not for readers."""
    for tag in body.find_all(True):
        for name in (CONTEXT, LOCALISED, MAX_LENGTH):
            tag.attrs.pop(name, None)


def resolve(body: Tag, address_of: Callable[[str, str], str]) -> None:
    """Point every link to a document at `address_of(stem, fragment)`, in place."""
    for anchor in body.find_all("a", href=True):
        if link := document_link(str(anchor["href"])):
            anchor["href"] = address_of(*link)


def pictures(body: Tag) -> tuple[str, ...]:
    """Return the files a document shows, relative to `source/`, in order and once each."""
    found = [unquote(urlsplit(str(tag["src"])).path) for tag in body.find_all(["img", "source"], src=True)]
    return tuple(dict.fromkeys(found))


def leave_out_pictures(body: Tag, files: Container[str]) -> None:
    """Let pictures that are none of the files be empty, in place: their text is shown, and nothing is asked for."""
    for tag in body.find_all("img", src=True):
        if unquote(urlsplit(str(tag["src"])).path) not in files:
            tag["src"] = NO_PICTURE
