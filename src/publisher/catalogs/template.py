"""Document -> template: the messages of a domain, each with what a translator needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import wrap

from publisher.catalogs.comments import Surroundings, comments, max_length, surroundings
from publisher.catalogs.elements import is_protected
from publisher.catalogs.inline import named, tags_of
from publisher.catalogs.segments import HEADING, Segment, language_of, place_of
from publisher.catalogs.values import value_lines
from publisher.model.data import Data
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
ALTERNATE = "Title of an alternate style, in the list of formats: “PDF – Large print”"
CONFIGURATION = "source/publication.toml"
COMMENT_WIDTH = 75
"""with its mark a comment stays under the width at which PO writers wrap"""
MAX_COMMENTS = 12
"""comments on a text that stands in many places; a word in every row of a table needs no list of them"""


def publication_template(publication: Publication, generated: Iterable[Message] = ()) -> Template:
    """Return the messages of the publication itself: titles, metadata, and the `generated` texts of its styles."""
    messages = [
        Message(escape(value), comments=(comment,), references=(Reference(CONFIGURATION, name),))
        for name, comment in METADATA.items()
        if (value := getattr(publication, name))
    ]
    messages += [
        Message(escape(keyword), comments=("Keyword",), references=(Reference(CONFIGURATION, "keywords"),))
        for keyword in publication.keywords
    ]
    messages += [
        Message(escape(title), comments=(ALTERNATE,), references=(Reference(CONFIGURATION, "alternate_styles"),))
        for title in publication.alternate_styles.values()
    ]
    return Template(PUBLICATION_DOMAIN, tuple(_joined([*messages, *generated])))


def extract(document: Document, found: Iterable[Segment], data: Data | None = None) -> Template:
    """Return the messages of a document, one per distinct text and context, in reading order.

    `found` are its segments; with the figures of its publication, messages say those they call.
    """
    around = surroundings(document)
    path: dict[int, str] = {}
    messages = []
    for segment in found:
        messages.append(_message(around, segment, tuple(path[level] for level in sorted(path))))
        if segment.attribute is None and HEADING.fullmatch(segment.owner.name):
            level = int(segment.owner.name[1])
            path = {key: title for key, title in path.items() if key < level}
            path[level] = text_of(segment.owner)
    joined = _joined(messages)
    return Template(document.stem, tuple(_valued(joined, data, document.language) if data else joined))


def _valued(messages: Iterable[Message], data: Data, language: str) -> Iterator[Message]:
    """Yield messages with the values they call among their comments, last, so that no other ever takes their place."""
    for message in messages:
        lines = tuple(value_lines(message, data, language))
        yield replace(message, comments=message.comments + lines) if lines else message


def _message(around: Surroundings, segment: Segment, path: tuple[str, ...]) -> Message:
    place = (Reference(around.document.file, place_of(segment)),)
    names = named(segment.nodes)
    tags = [(names[id(tag)], tag) for tag in tags_of(segment.nodes)] if names else []
    return Message(
        segment.msgid,
        segment.msgctxt,
        tuple(comments(around, segment, path)),
        place,
        _flags(segment),
        kept=tuple(name for name, tag in tags if is_protected(tag)),
        foreign=tuple((name, str(tag["lang"])) for name, tag in tags if tag.get("lang")),
        language=language_of(segment.owner),
    )


def _flags(segment: Segment) -> tuple[str, ...]:
    """Return the flags of a message, in gettext's words and Weblate's (`url`, `max-length`)."""
    limit = max_length(segment)
    flags = {
        "python-brace-format": bool(placeholders(segment.msgid)) and segment.attribute != "href",
        "url": segment.attribute == "href",
        f"max-length:{limit}": limit is not None,
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _joined(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield messages of one key once, with all their places."""
    together: dict[tuple[str | None, str], list[Message]] = {}
    for message in messages:
        together.setdefault(message.key, []).append(message)
    for same in together.values():
        comments = dict.fromkeys(comment for message in same for comment in message.comments)
        yield replace(
            same[0],
            comments=tuple(line for comment in list(comments)[:MAX_COMMENTS] for line in _wrapped(comment)),
            references=tuple(dict.fromkeys(reference for message in same for reference in message.references)),
            flags=tuple(dict.fromkeys(flag for message in same for flag in message.flags)),
        )


def _wrapped(comment: str) -> list[str]:
    if len(comment) <= COMMENT_WIDTH:
        return [comment]
    return wrap(comment, COMMENT_WIDTH, break_long_words=False, break_on_hyphens=False)
