"""Document + catalog -> document in the target language."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bs4.element import NavigableString, PageElement, Tag

from publisher.catalogs.inline import build
from publisher.catalogs.segments import SPACES, Segment, place_of, segments
from publisher.catalogs.template import CONFIGURATION, METADATA
from publisher.model.document import Document, text_of
from publisher.model.message import Catalog, Message, Reference
from publisher.model.notation import escape, is_sound, unescape
from publisher.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in the target language, and where it still speaks French."""

    document: Document
    fallbacks: tuple[Reference, ...]
    """blocks shown in the source language: untranslated, fuzzy, or with broken tags"""


def translate(document: Document, catalog: Catalog) -> Translation:
    """Return a new document with every segment in the catalog's language.

    What has no publishable translation stays in the source language and says so (`lang`, `dir`; WCAG 3.1.2). The law
    of the identity catalog (see `identity`): the result has the tree of the source document.
    """
    head, body = copy.copy(document.head), copy.copy(document.body)
    target = replace(document, language=catalog.language, head=head, body=body)
    fallbacks = []
    # From the last to the first: what stands inside a run (an image's alternative) is done before the run itself,
    # which is then rebuilt from copies of it.
    for segment in reversed(list(segments(target))):
        text = _published(catalog, segment)
        if text == segment.msgid and not segment.nodes:
            continue  # as it stands in the source, spaces included
        if text is not None:
            _put(segment, text)
        elif catalog.language != document.language:
            _mark(segment, document.language)
            fallbacks.append(Reference(document.file, place_of(segment)))
    target.body.smooth()
    title = target.body.find("h1") or target.head.find("title")
    named = replace(target, title=text_of(title)) if isinstance(title, Tag) else target
    return Translation(named, tuple(reversed(fallbacks)))


def _published(catalog: Catalog, segment: Segment) -> str | None:
    """Return the text to publish for a segment, None when the source text must stand in for it."""
    flags = ("url",) if segment.attribute == "href" else ()
    return publishable(catalog, Message(segment.msgid, segment.msgctxt, flags=flags))


def identity(language: str) -> Catalog:
    """Return the catalog that leaves every message as it is: the road the source language takes."""
    return Catalog("", language, ())


def publishable(catalog: Catalog, message: Message) -> str | None:
    """Return the text to publish for a message without plural; None when the source text must stand in for it."""
    entry = catalog.entry(message.key)
    if entry is None:
        return message.msgid if catalog.domain == "" else None
    return entry.msgstr if entry.is_translated and is_sound(entry, message) else None


def _put(segment: Segment, text: str) -> None:
    if segment.attribute is not None:
        segment.owner[segment.attribute] = unescape(text.strip(SPACES))
        return
    first, last = segment.nodes[0], segment.nodes[-1]
    nodes = build(text, segment.nodes, preserved=segment.is_preserved)
    before = _edge(first, str(first)[: len(str(first)) - len(str(first).lstrip(SPACES))])
    after = _edge(last, str(last)[len(str(last).rstrip(SPACES)) :])
    _replace(segment.nodes, [*before, *nodes, *after])


def _edge(node: PageElement, space: str) -> list[PageElement]:
    """Return the space at the edge of a run, when the run's edge is text."""
    return [NavigableString(space)] if space and isinstance(node, NavigableString) else []


def _replace(nodes: tuple[PageElement, ...], new: list[PageElement]) -> None:
    """Put new nodes in the place of those of a run, between which comments may stand.

    Places are counted along: Beautiful Soup would look for each among all children of its parent, every time.
    """
    parent = nodes[0].parent
    if parent is None:
        return
    place = parent.index(nodes[0])
    parent.insert(place, *new)
    place += len(new)
    for node in nodes:
        while parent.contents[place] is not node:
            place += 1
        node.extract(_self_index=place)


def _mark(segment: Segment, language: str) -> None:
    """Say in which language a text is that was left untranslated."""
    owner = segment.owner
    if any(tag.get("lang") for tag in [owner, *owner.parents] if tag.name != "body"):
        return  # the author said so already
    if segment.attribute is not None:
        if not owner.get_text().strip():
            owner["lang"] = language
        return
    if owner.find_parent("svg") is not None:
        owner["lang"] = language  # SVG has no dir
        return
    if segment.is_whole and owner.name != "body":
        owner["lang"], owner["dir"] = language, "ltr"
        return
    span = Tag(name="span", attrs={"lang": language, "dir": "ltr"})
    segment.nodes[0].insert_before(span)
    span.extend(segment.nodes)


def translate_metadata(publication: Publication, catalog: Catalog) -> tuple[Publication, tuple[Reference, ...]]:
    """Return the publication with its titles and metadata in the catalog's language, and the fields left in French."""
    found: Mapping[str, str | None] = {
        name: _plain(catalog, value) for name in METADATA if (value := getattr(publication, name))
    }
    keywords = [_plain(catalog, keyword) for keyword in publication.keywords]
    missing = [name for name, value in found.items() if value is None]
    missing += ["keywords"] if None in keywords else []
    styles = {name: _plain(catalog, title) for name, title in publication.alternate_styles.items()}
    missing += ["alternate_styles"] if None in styles.values() else []
    values = {name: value for name, value in found.items() if value is not None}
    titles = {name: title or publication.alternate_styles[name] for name, title in styles.items()}
    known = tuple(keyword or source for keyword, source in zip(keywords, publication.keywords, strict=True))
    return (
        replace(publication, keywords=known, alternate_styles=titles, **values),  # type: ignore[arg-type]  # only text fields are in METADATA
        tuple(Reference(CONFIGURATION, name) for name in missing),
    )


def _plain(catalog: Catalog, text: str) -> str | None:
    """Return the translation of a text without tags, as the text itself."""
    found = publishable(catalog, Message(escape(text)))
    return None if found is None else unescape(found)
