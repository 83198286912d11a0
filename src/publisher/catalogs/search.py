"""A new message -> what the language already says of it, the surest source first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from publisher.catalogs.guesses import Placed, guesses
from publisher.catalogs.machine_comments import similar_note
from publisher.catalogs.memory import Memory
from publisher.catalogs.similarity import spelling, text_of
from publisher.model.attributes import SPOKEN
from publisher.model.message import Catalog, Entry, Message, Template

NOWHERE = "nowhere"
"""the place of a text that left long ago, or stood in another catalog"""
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a message gets, how, and the old entries that come from."""

    entry: Entry
    how: str
    """a field of `Changes`"""
    sources: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """Where translations of new messages are looked for."""

    template: Template
    old: Catalog
    orphans: tuple[Entry, ...]
    """old entries whose message left, gone earlier or now"""
    memory: Memory


def found_for(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return what is found for new messages, the surest first: each step sees what those before it left."""
    found: dict[Key, Found] = {}
    for step in (_under_other_contexts, _in_other_catalogs, _in_other_typography, _among_texts_that_left, _similar):
        missing = [message for message in new if message.key not in found]
        used = {id(source) for item in found.values() for source in item.sources}
        rest = tuple(entry for entry in search.orphans if id(entry) not in used)
        found |= step(missing, replace(search, orphans=rest)) if missing else {}
    return found


def _under_other_contexts(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return what the catalog says of the same text under another context.

    To be reviewed when an author gave one of the two: she says that the text means something else there.
    """
    texts = {message.msgid for message in new}
    entries: dict[str, Entry] = {}
    for entry in search.old.entries:
        if entry.message.msgid in texts and entry.has_text:
            known = entries.setdefault(entry.message.msgid, entry)
            if known.fuzzy and not entry.fuzzy:
                entries[entry.message.msgid] = entry
    return {
        message.key: Found(_taken(message, entry, sure=_kinds_only(message, entry)), "moved", (entry,))
        for message in new
        for entry in ([entries[message.msgid]] if message.msgid in entries else [])
    }


def _kinds_only(message: Message, entry: Entry) -> bool:
    """Whether both contexts are our own, which say of what kind a text is."""
    return all(context is None or context in SPOKEN for context in (message.msgctxt, entry.message.msgctxt))


def _in_other_catalogs(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return what other catalogs of the language say of the same text; to be reviewed where they disagree."""
    found = {}
    for message in new:
        entries = search.memory.exact(message.msgid, search.old.domain)
        same = [entry for entry in entries if entry.message.msgctxt == message.msgctxt] or entries
        if same:
            agreed = len({(entry.msgstr, entry.plurals) for entry in same}) == 1
            sure = agreed and _kinds_only(message, same[0])
            found[message.key] = Found(_taken(message, same[0], sure=sure), "moved")
    return found


def _in_other_typography(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return the entry of the same text with other spaces, quotes, apostrophes, dashes: it stays as sure as it was."""
    orphans: dict[tuple[str | None, str, bool], Entry] = {}
    for entry in search.orphans:
        if entry.has_text:
            place = (entry.message.msgctxt, spelling(entry.message.msgid), bool(entry.message.msgid_plural))
            orphans.setdefault(place, entry)
    found = {}
    for message in new:
        place = (message.msgctxt, spelling(message.msgid), bool(message.msgid_plural))
        if place in orphans:
            entry = orphans.pop(place)
            found[message.key] = Found(replace(entry, message=message, obsolete=False, line=None), "kept", (entry,))
    return found


def _among_texts_that_left(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return guesses from texts that left this catalog, then from those that left others."""
    at = _places(search)
    live = {form for entry in search.old.live for form in (entry.msgstr, *entry.plurals) if form}
    own = [
        entry
        for entry in search.orphans
        if not entry.obsolete or not live.intersection((entry.msgstr, *entry.plurals))  # else it is a guess already
        if entry.has_text or not entry.obsolete
    ]
    found = _guessed(new, own, at)
    missing = [message for message in new if message.key not in found]
    known = {entry.message.msgid for _, entry in search.memory.live} | {m.msgid for m in search.template.messages}
    others = [
        entry
        for domain, entry in search.memory.gone
        if domain != search.old.domain and entry.message.msgid not in known
    ]
    if missing and others:
        found |= {key: replace(item, sources=()) for key, item in _guessed(missing, others, at).items()}
    return {key: item for key, item in found.items() if item.entry.has_text}


def _places(search: Search) -> dict[tuple[str, Key], Placed]:
    """Return where messages that are new, or left, stand in their file: between which texts that did not change."""
    files = {
        "new": [message.key for message in search.template.messages],
        "old": [entry.message.key for entry in search.old.live],
    }
    kept = set(files["new"]).intersection(files["old"])
    found = {}
    for file, keys in files.items():
        fixed = [position for position, key in enumerate(keys) if key in kept]
        after = iter([*fixed, len(keys)])
        before, following = None, next(after)
        for position, key in enumerate(keys):
            if position == following:
                before, following = key, next(after)
            else:
                behind = keys[following] if following < len(keys) else None
                found[file, key] = Placed(key[1], False, position, before, behind)
    return found


def _guessed(new: Sequence[Message], old: Sequence[Entry], at: dict[tuple[str, Key], Placed]) -> dict[Key, Found]:
    here = [replace(at["new", message.key], plural=bool(message.msgid_plural)) for message in new]
    there = []
    for number, entry in enumerate(old):
        # Texts that left long ago have no place, and no neighbour: their positions leave gaps.
        alone = Placed(entry.message.msgid, False, -2 * number - 2, NOWHERE, NOWHERE)
        place = alone if entry.obsolete else at.get(("old", entry.message.key), alone)
        there.append(replace(place, plural=bool(entry.message.msgid_plural)))
    result = guesses(here, there)
    found: dict[Key, Found] = {}
    for how, pairs in (("changed", result.changed), ("split", result.split)):
        for number, other in pairs.items():
            message = new[number]
            found[message.key] = Found(_guess(message, old[other]), how, (old[other],))
    for number, others in result.joined.items():
        parts = tuple(old[other] for other in others)
        if all(part.has_text for part in parts):
            found[new[number].key] = Found(_joined(new[number], parts), "joined", parts)
    return found


def _guess(message: Message, source: Entry) -> Entry:
    previous = source.previous_msgid if source.fuzzy and source.previous_msgid else source.message.msgid
    return replace(
        source,
        message=message,
        fuzzy=True,
        obsolete=False,
        previous_msgid=previous,
        previous_msgctxt=source.message.msgctxt,
        previous_msgid_plural=source.message.msgid_plural,
        line=None,
    )


def _joined(message: Message, parts: Sequence[Entry]) -> Entry:
    return replace(
        _guess(message, parts[0]),
        msgstr=" ".join(part.msgstr for part in parts),
        previous_msgid=" ".join(part.message.msgid for part in parts),
        translator_comments=tuple(comment for part in parts for comment in part.translator_comments),
    )


def _taken(message: Message, source: Entry, *, sure: bool) -> Entry:
    entry = replace(source, obsolete=False, fuzzy=source.fuzzy or not sure, line=None)
    if not sure and source.message.msgctxt != message.msgctxt and not source.fuzzy:
        entry = replace(entry, previous_msgid=source.message.msgid, previous_msgctxt=source.message.msgctxt)
    if bool(source.message.msgid_plural) != bool(message.msgid_plural):
        entry = recounted(entry, message)
    return replace(entry, message=message)


def _similar(new: Sequence[Message], search: Search) -> dict[Key, Found]:
    """Return empty entries that show a text still in use, and its translation, to the translator of one like it."""
    near = search.memory.similar([text_of(message.msgid) for message in new], search.old.domain)
    found = {}
    for message, entry in zip(new, near, strict=True):
        lines = (similar_note(entry),) if entry else ()
        marked = replace(message, comments=message.comments + lines)
        found[message.key] = Found(Entry(marked, plurals=("", "") if message.msgid_plural else ()), "new")
    return found


def recounted(entry: Entry, message: Message) -> Entry:
    """Return an entry whose message gained or lost its plural: the form that fits both, to be reviewed."""
    text = entry.plurals[0] if entry.plurals else entry.msgstr
    return replace(
        entry,
        msgstr="" if message.msgid_plural else text,
        plurals=(text, "") if message.msgid_plural else (),
        fuzzy=bool(text),
        translator_comments=entry.translator_comments + comment_lines(entry.plurals[1:]),
    )


def comment_lines(forms: Iterable[str]) -> tuple[str, ...]:
    """Return translations as lines of a translator's comment, where an entry has no place for them."""
    return tuple(line for form in forms for line in form.splitlines() if line.strip())
