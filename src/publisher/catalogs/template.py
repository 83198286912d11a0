"""Document -> template: the messages of a domain, each with what a translator needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import wrap

from publisher.catalogs.elements import KINDS
from publisher.catalogs.segments import HEADING, Segment, block_id, language_of, segments
from publisher.model.document import Document, text_of
from publisher.model.message import Message, Reference, Template
from publisher.model.notation import escape, placeholders
from publisher.model.publication import Publication

PUBLICATION_DOMAIN = "publication"
METADATA = {
    "title": "Title of the publication",
    "subtitle": "Subtitle of the publication",
    "description": "Description of the publication, in its metadata and on the cover",
    "organisation": "Name of the publishing body",
    "rights": "Statement of rights",
}
"""fields of the publication that are translated, with the comment translators see"""
CONFIGURATION = "source/publication.toml"
COMMENT_WIDTH = 75
"""with its mark a comment stays under the width at which PO writers wrap"""


def publication_template(publication: Publication) -> Template:
    """Return the messages of the publication itself: titles and metadata."""
    messages = [
        Message(escape(value), comments=(comment,), references=(Reference(CONFIGURATION, name),))
        for name, comment in METADATA.items()
        if (value := getattr(publication, name))
    ]
    messages += [
        Message(escape(keyword), comments=("Keyword",), references=(Reference(CONFIGURATION, "keywords"),))
        for keyword in publication.keywords
    ]
    return Template(PUBLICATION_DOMAIN, tuple(_joined(messages)))


def extract(document: Document) -> Template:
    """Return the messages of a document, one per distinct text, in reading order."""
    path: dict[int, str] = {}
    messages = []
    for segment in segments(document):
        messages.append(_message(document, segment, tuple(path[level] for level in sorted(path))))
        if segment.attribute is None and HEADING.fullmatch(segment.owner.name):
            level = int(segment.owner.name[1])
            path = {key: title for key, title in path.items() if key < level}
            path[level] = text_of(segment.owner)
    return Template(document.stem, tuple(_joined(messages)))


def _message(document: Document, segment: Segment, path: tuple[str, ...]) -> Message:
    key = block_id(segment.owner)
    place = " › ".join((*path, _kind(segment))) if path else _kind(segment)
    note = document.notes.get(key)
    language = language_of(segment.owner)
    comments = [place]
    comments += [f"Note: {note}"] if note else []
    comments += [f"This text is in the language “{language}”."] if language else []
    flags = ("python-brace-format",) if placeholders(segment.msgid) else ()
    lines = tuple(line for comment in comments for line in wrap(comment, COMMENT_WIDTH, break_long_words=False))
    return Message(segment.msgid, None, lines, (Reference(document.file, key),), flags)


def _kind(segment: Segment) -> str:
    name = segment.attribute or segment.owner.name
    return KINDS.get(name, f"<{name}>")


def _joined(messages: list[Message]) -> Iterator[Message]:
    """Yield messages of one key once, with all their places."""
    known: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        first = known.get(message.key)
        known[message.key] = (
            message
            if first is None
            else replace(
                first,
                comments=tuple(dict.fromkeys(first.comments + message.comments)),
                references=tuple(dict.fromkeys(first.references + message.references)),
            )
        )
    yield from known.values()
