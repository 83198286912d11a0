"""Template + old catalog -> new catalog: what is translated stays, what changed is guessed, nothing is dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from publisher.catalogs.machine_comments import with_notes
from publisher.catalogs.memory import Memory, memory_of
from publisher.catalogs.search import Found, Key, Search, comment_lines, found_for, recounted
from publisher.model.language import Language
from publisher.model.message import Catalog, Entry, Message, Template
from publisher.model.publication import Publication

HEADER: Key = (None, "")
HEADERS = ("Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merge did, in messages; all but the last add up to those of the template."""

    kept: int = 0
    """as they were; at most their typography changed"""
    revived: int = 0
    """gone earlier and back again"""
    moved: int = 0
    """translated in another catalog, or under another context"""
    changed: int = 0
    """guessed from an old translation, to be reviewed"""
    split: int = 0
    """guessed from a text that holds them and others"""
    joined: int = 0
    """guessed from the texts they are made of"""
    new: int = 0
    gone: int = 0
    """no longer in the template, and nothing came of them; translations are kept as obsolete entries"""


def merge(template: Template, old: Catalog, memory: Memory | None = None) -> tuple[Catalog, Changes]:
    """Return the catalog of `template` with the translations of `old`, and of `memory`, the language's catalogs.

    The same message keeps its translation, an obsolete one revives. A new one is looked for under another context, in
    other catalogs, in another typography, then among changed, split and joined texts that left: a guess is fuzzy and
    says what it came from (`#|`). What has no place left becomes obsolete, and so does a reviewed translation that
    became a guess: it is back when its text is. Laws: merging twice is merging once; every msgstr and every comment
    of a translator in `old` is in the result; live entries are the template's messages in order.
    """
    known = _by_key(old)
    wanted = {message.key for message in template.messages}
    new = [message for message in template.messages if message.key not in known]
    orphans = tuple(entry for key, entry in known.items() if key not in wanted)
    search = Search(template, old, orphans, memory or memory_of([(template, old)]))
    found = found_for(new, search) if new else {}
    entries = [_entry(message, known.get(message.key), found.get(message.key)) for message in template.messages]
    carried = _consumed(found.values())
    left = [entry for entry in orphans if entry.has_work and id(entry) not in carried]
    kept = _guess_free(left, entries)
    changes = _changes(template, known, found, orphans)
    merged = replace(old, entries=(*entries, *map(_retired, kept)))
    return replace(merged, header_comments=old.header_comments + _old_headers(old)), changes


def _old_headers(old: Catalog) -> tuple[str, ...]:
    """Return what obsolete headers say that the header does not, as comments: credits, mostly."""
    said = {*old.header_comments, *(f"{name}: {value}" for name, value in old.headers)}
    lines = [
        line
        for entry in old.entries
        if entry.message.key == HEADER
        for line in (*entry.translator_comments, *comment_lines((entry.msgstr,)))
    ]
    return tuple(line for line in dict.fromkeys(lines) if line not in said)


def _by_key(old: Catalog) -> dict[Key, Entry]:
    """Return one entry for each key: the live one, unless only an obsolete one says something.

    gettext refuses two, be they obsolete. What the others say stays as a comment.
    """
    known: dict[Key, Entry] = {}
    for entry in sorted(old.entries, key=lambda entry: (not entry.has_text, entry.obsolete)):
        first = known.setdefault(entry.message.key, entry)
        if first is not entry:
            said = (*first.translator_comments, *first.plurals, first.msgstr)
            lines = (*entry.translator_comments, *comment_lines((entry.msgstr, *entry.plurals)))
            comments = first.translator_comments + tuple(line for line in lines if line not in said)
            known[entry.message.key] = replace(first, translator_comments=comments)
    order = dict.fromkeys(entry.message.key for entry in old.entries)
    return {key: known[key] for key in order if key != HEADER}


def _entry(message: Message, known: Entry | None, found: Found | None) -> Entry:
    """Return the entry of a message: its own, what was found for it, or an empty one."""
    if found is not None:
        return with_notes(found.entry, message, found.entry.message.comments)
    if known is not None:
        return _renewed(message, known)
    return Entry(message, plurals=("", "") if message.msgid_plural else ())


def _renewed(message: Message, known: Entry) -> Entry:
    entry = replace(known, obsolete=False, line=None) if known.obsolete or known.line is not None else known
    if bool(known.message.msgid_plural) != bool(message.msgid_plural):
        entry = recounted(entry, message)
    return with_notes(entry, message, known.message.comments)


def _retired(entry: Entry) -> Entry:
    if entry.obsolete:
        return entry
    message = replace(entry.message, comments=(), references=())
    # Without what the guess came from: PO readers disagree about `#~|`.
    return replace(
        entry,
        message=message,
        obsolete=True,
        previous_msgid=None,
        previous_msgctxt=None,
        previous_msgid_plural=None,
        line=None,
    )


def _consumed(found: Iterable[Found]) -> set[int]:
    """Return the old entries that are carried whole: nothing of theirs is less sure than it was."""
    return {
        id(source)
        for item in found
        if len(item.sources) == 1 and item.how in ("kept", "moved", "changed")
        for source in item.sources
        if source.fuzzy or not item.entry.fuzzy
    }


def _guess_free(left: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """Return what left, without guesses nobody touched whose reviewed source is still here."""
    wanted = {entry.previous_msgid for entry in left if entry.fuzzy and entry.previous_msgid}
    sources = [entry for entry in (*left, *entries) if entry.message.msgid in wanted and not entry.fuzzy]
    said = {entry.message.msgid: entry for entry in reversed(sources)}
    return [
        entry
        for entry in left
        if not (entry.fuzzy and entry.previous_msgid in said and _says(said[entry.previous_msgid], entry))
    ]


def _says(source: Entry, guess: Entry) -> bool:
    same = (source.msgstr, source.plurals) == (guess.msgstr, guess.plurals)
    return same and set(guess.translator_comments) <= set(source.translator_comments)


def _changes(template: Template, known: dict[Key, Entry], found: dict[Key, Found], orphans: Sequence[Entry]) -> Changes:
    counts = Counter(item.how for item in found.values())
    for message in template.messages:
        entry = known.get(message.key)
        if entry is not None:
            counts["revived" if entry.obsolete else "kept"] += 1
    sources = {id(source) for item in found.values() for source in item.sources}
    gone = sum(not entry.obsolete and id(entry) not in sources for entry in orphans)
    return Changes(**counts, gone=gone)


def empty_catalog(domain: str, language: Language, publication: Publication) -> Catalog:
    """Return the catalog a translator starts from: its header, no entry."""
    return Catalog(domain, language.tag, (), headers_for(publication, language))


def headers_for(publication: Publication, language: Language | None) -> tuple[tuple[str, str], ...]:
    """Return the header of a new file; without a language, that of a template. No date: it would churn every diff."""
    plural = (("Plural-Forms", language.plural_forms),) if language else ()
    values = (publication.title, language.tag if language else "", "1.0", "text/plain; charset=UTF-8", "8bit")
    return (*zip(HEADERS, values, strict=True), *plural, ("X-Generator", "publisher"))
