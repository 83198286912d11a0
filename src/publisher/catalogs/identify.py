"""An id for every block, the same in every language: from the text of a PDF tag back to the line of a catalog."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bs4.element import Comment, NavigableString, Tag

from publisher.catalogs.elements import is_text
from publisher.catalogs.segments import HEADING, Segment, place_of, segments
from publisher.model.document import PRESERVED, Document, text_of

PAGE_IDS = ("page-content", "page-contents")
"""ids of the pages themselves"""
ALWAYS_NAMED = frozenset("h1 h2 h3 h4 h5 h6 table figure img ul ol dl pre".split())
"""elements that get an id even without text of their own, so that a finding or a link can name them"""


def identify(document: Document) -> tuple[Document, tuple[Segment, ...]]:
    """Return the document with an id on every translatable block, and its segments, for `extract`.

    Ids are derived from the French text: that of a heading is readable (`les-chiffres`), others are a hash, so that an
    edit elsewhere moves none. An id the author gave stays. The document must be the caller's own: its tree is
    completed in place.
    """
    notes = _take_notes(document.body)
    tags = [node for node in document.body.descendants if isinstance(node, Tag)]
    taken = Counter([*PAGE_IDS, *(str(tag["id"]) for tag in tags if "id" in tag.attrs)])
    found = tuple(segments(document))
    for segment in found:
        if segment.attribute is None and segment.owner.name != "body" and not segment.owner.get("id"):
            text = "".join(node.get_text() for node in segment.nodes)
            segment.owner["id"] = _fresh(_heading_id(segment.owner) or _hashed(document.stem, text), taken)
    for tag in tags:
        if tag.name in ALWAYS_NAMED and not tag.get("id"):
            tag["id"] = _fresh(_hashed(document.stem, f"{tag.name} {tag.get('src', '')} {tag.get_text()}"), taken)
    head = [segment for segment in found if segment.owner.name in ("title", "meta")]
    lines = {place_of(segment): segment.owner.sourceline or 1 for segment in head}
    lines |= {str(tag["id"]): tag.sourceline or 1 for tag in tags if "id" in tag.attrs}
    return replace(document, lines=lines, notes=dict(_by_id(notes))), found


def _take_notes(body: Tag) -> list[tuple[Tag, str]]:
    """Return the author's notes with the elements that follow them, and drop all comments from the tree."""
    notes = []
    comments = [node for node in body.descendants if isinstance(node, Comment)]
    for comment in comments:
        kind, _, note = str(comment).strip().partition(":")
        following = comment.find_next_sibling(True)
        if kind.strip().lower() == "translators" and following is not None:
            notes.append((following, " ".join(note.split())))
        _drop(comment)
    if comments:
        body.smooth()
    return notes


def _drop(comment: Comment) -> None:
    """Take a comment out of its text; of the spaces on both sides, which a page shows as one, one stays."""
    before, after = comment.previous_sibling, comment.next_sibling
    comment.extract()
    if before is None or after is None or not is_text(before) or not is_text(after):
        return
    if any(tag.name in PRESERVED for tag in after.parents):
        return
    if before.endswith(" ") and after.startswith(" "):
        after.replace_with(NavigableString(str(after)[1:]))


def _by_id(notes: Iterable[tuple[Tag, str]]) -> Iterator[tuple[str, str]]:
    """Yield notes with the id of each block they are about: the element that follows, with all in it."""
    for element, note in notes:
        yield from ((str(tag["id"]), note) for tag in (element, *element.find_all(id=True)) if tag.get("id"))


def _heading_id(tag: Tag) -> str | None:
    if not HEADING.fullmatch(tag.name):
        return None
    folded = unicodedata.normalize("NFKD", text_of(tag).replace("œ", "oe").replace("æ", "ae").lower())
    slug = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))
    return slug[:48].strip("-") or None


def _hashed(stem: str, text: str) -> str:
    return "b-" + hashlib.sha256(f"{stem}\n{text}".encode()).hexdigest()[:8]


def _fresh(key: str, taken: Counter[str]) -> str:
    """Return `key`, numbered when a block before has the same text, and remember it."""
    candidate = key
    while candidate in taken:
        taken[key] += 1  # from where the last search ended: a table may hold the same word a thousand times
        candidate = f"{key}-{taken[key]}"
    taken[candidate] += 1
    return candidate
