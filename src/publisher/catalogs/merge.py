"""Template + old catalog -> new catalog: what is translated stays, what changed is guessed, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.model.language import Language
from publisher.model.message import Catalog, Entry, Message, Template
from publisher.model.publication import Publication

SIMILAR = 70
"""percentage of likeness under which a guess costs a translator more than it helps"""
HEADERS = ("Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a merge did, in messages."""

    new: int = 0
    changed: int = 0
    """guessed from an old translation, to be reviewed"""
    gone: int = 0
    """no longer in the template; translations are kept as obsolete entries"""
    kept: int = 0


def merge(template: Template, old: Catalog) -> tuple[Catalog, Changes]:
    """Return the catalog of `template` with the translations of `old`.

    The same message keeps its translation, an obsolete one revives. Only a message that is new is compared, and only
    with those that left: a guess is marked fuzzy and says what it came from (`#|`). Translations with no place left
    become obsolete. Laws: merging twice is merging once; every msgstr of `old` is in the result.
    """
    wanted = {message.key for message in template.messages}
    known: dict[tuple[str | None, str], Entry] = {}
    for entry in sorted(old.entries, key=lambda entry: (not entry.has_text, entry.obsolete)):
        known.setdefault(entry.message.key, entry)  # a live entry first, unless only the obsolete one says something
    carried = {id(known[key]) for key in wanted if key in known}
    live = {entry.message.key for entry in old.live}
    orphans = [entry for entry in old.entries if entry.has_work and id(entry) not in carried and not _is_header(entry)]
    new = [message for message in template.messages if message.key not in known]
    guesses = dict(_guesses(new, [entry for entry in orphans if entry.message.key not in wanted and entry.has_text]))
    entries = [_renewed(message, known.get(message.key), guesses.get(message.key)) for message in template.messages]
    used = {id(orphan) for orphan in guesses.values()}
    left = [_retired(entry) for entry in orphans if id(entry) not in used]
    changes = Changes(
        new=len(new) - len(guesses),
        changed=len(guesses),
        gone=sum(key not in wanted for key in live),
        kept=sum(key in wanted for key in live),
    )
    return replace(old, entries=tuple(entries + left)), changes


def _is_header(entry: Entry) -> bool:
    return entry.message.msgid == ""


def _renewed(message: Message, known: Entry | None, guess: Entry | None) -> Entry:
    if known is not None:
        same = bool(known.message.msgid_plural) == bool(message.msgid_plural)
        renewed = replace(known, message=message, obsolete=False, line=None)
        return renewed if same else _recounted(renewed, message)
    if guess is not None:
        return Entry(
            message,
            guess.msgstr,
            fuzzy=True,
            previous_msgid=guess.previous_msgid if guess.fuzzy and guess.previous_msgid else guess.message.msgid,
            previous_msgctxt=guess.message.msgctxt,
            translator_comments=guess.translator_comments,
            plurals=guess.plurals,
        )
    return Entry(message, plurals=("", "") if message.msgid_plural else ())


def _recounted(entry: Entry, message: Message) -> Entry:
    """Return an entry whose message gained or lost its plural: the form that fits both, to be reviewed."""
    text = entry.plurals[0] if entry.plurals else entry.msgstr
    return replace(
        entry,
        msgstr="" if message.msgid_plural else text,
        plurals=(text, "") if message.msgid_plural else (),
        fuzzy=bool(text),
        translator_comments=entry.translator_comments + tuple(form for form in entry.plurals[1:] if form),
    )


def _retired(entry: Entry) -> Entry:
    message = replace(entry.message, comments=(), references=())
    # Without what the guess came from: PO readers disagree about `#~|`.
    return replace(entry, message=message, obsolete=True, previous_msgid=None, previous_msgctxt=None, line=None)


def _guesses(messages: Sequence[Message], orphans: Sequence[Entry]) -> Iterator[tuple[tuple[str | None, str], Entry]]:
    """Yield the most similar old translation of each new message, if one is similar enough; each is used once."""
    if not messages or not orphans:
        return
    from rapidfuzz import fuzz, process  # late: hardly ever needed

    free = dict(enumerate(orphans))
    for message in messages:
        found = process.extractOne(
            message.msgid,
            {
                index: entry.message.msgid
                for index, entry in free.items()
                if bool(entry.plurals) == bool(message.msgid_plural)
            },
            scorer=fuzz.ratio,
            score_cutoff=SIMILAR,
        )
        if found is not None:
            yield message.key, free.pop(found[2])


def empty_catalog(domain: str, language: Language, publication: Publication) -> Catalog:
    """Return the catalog a translator starts from: its header, no entry."""
    return Catalog(domain, language.tag, (), headers_for(publication, language))


def headers_for(publication: Publication, language: Language | None) -> tuple[tuple[str, str], ...]:
    """Return the header of a new file; without a language, that of a template. No date: it would churn every diff."""
    plural = (("Plural-Forms", language.plural_forms),) if language else ()
    values = (publication.title, language.tag if language else "", "1.0", "text/plain; charset=UTF-8", "8bit")
    return (*zip(HEADERS, values, strict=True), *plural, ("X-Generator", "publisher"))
