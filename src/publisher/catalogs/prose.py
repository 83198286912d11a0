"""Templates and catalogs -> passages: the texts to check, with what is not prose of their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from publisher.model.message import Catalog, Message, Template
from publisher.model.notation import tag_defects, vocabulary
from publisher.model.passage import Passage
from publisher.model.text import Text, read_text

Foreign = tuple[tuple[str, str], ...]
"""`Message.foreign`"""


def source_passages(template: Template, language: str, lines: Mapping[str, int]) -> Iterator[Passage]:
    """Yield the texts of a source in its own language; `lines` are those of its blocks, by id."""
    for message in template.messages:
        if "url" in message.flags:
            continue
        place = message.references[0] if message.references else None
        file, key = (place.file, place.id) if place else ("", "")
        yield Passage(source_text(message, language), file, lines.get(key), key or None)


def translated_passages(template: Template, catalog: Catalog, source: str) -> Iterator[Passage]:
    """Yield the translations of a template's messages; what is missing, fuzzy or broken is not prose yet.

    `source` is the language of the template. A text that its author gave a language of its own is not checked: nobody
    knows what a translator should make of it.
    """
    for message in template.messages:
        entry = catalog.entry(message.key)
        if entry is None or not entry.is_translated or entry.plurals or "url" in message.flags or message.language:
            continue
        if ("<" in entry.msgstr or "<" in message.msgid) and tag_defects(message.msgid, entry.msgstr):
            continue
        stretches = _stretches(message.foreign, message.kept)
        text = read_text(entry.msgstr, catalog.language, stretches, vocabulary(message.msgid))
        key = message.references[0].id if message.references else None
        yield Passage(text, catalog.file or "", entry.line, key or None, source_text(message, source))


def source_text(message: Message, language: str) -> Text:
    """Return the text of a message as checks read it."""
    return _source(message.msgid, message.language or language, message.foreign, message.kept)


@lru_cache(maxsize=4096)
def _source(msgid: str, language: str, foreign: Foreign, kept: tuple[str, ...]) -> Text:
    """Return the text of a message, remembered: it has translations in several languages."""
    return read_text(msgid, language, _stretches(foreign, kept))


def _stretches(foreign: Foreign, kept: tuple[str, ...]) -> dict[str, str | None]:
    return {**dict(foreign), **dict.fromkeys(kept)} if foreign or kept else {}
