"""What a language already says: the entries of all its catalogs, found by their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from publisher.catalogs.similarity import Index, Text, likeness, text_of
from publisher.model.message import Catalog, Entry, Template

SIMILAR = 0.62
"""likeness from which a text still in use is worth reading for the translator of a new one"""


@dataclass(frozen=True, slots=True)
class Memory:
    """The entries of a language that say something; `gone` are those whose text left their document."""

    live: tuple[tuple[str, Entry], ...] = ()
    """each with its domain"""
    gone: tuple[tuple[str, Entry], ...] = ()
    domains: frozenset[str] = frozenset()
    _index: list[Index] = field(init=False, repr=False, compare=False, default_factory=list)
    _exact: dict[str, list[tuple[str, Entry, bool]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def exact(self, msgid: str, domain: str) -> list[Entry]:
        """Return the entries of other domains with this text: those in use and reviewed, else gone, else guessed."""
        if self.domains <= {domain}:
            return []
        if not self._exact:
            for state, entries in ((True, self.live), (False, self.gone)):
                for name, entry in entries:
                    self._exact.setdefault(entry.message.msgid, []).append((name, entry, state))
        found = [(entry, live) for name, entry, live in self._exact.get(msgid, ()) if name != domain]
        best = min(((entry.fuzzy, not live) for entry, live in found), default=None)
        return [entry for entry, live in found if (entry.fuzzy, not live) == best]

    def similar(self, texts: Sequence[Text], domain: str) -> list[Entry | None]:
        """Return the most similar entry for each text: in use, or of another domain."""
        entries = (*self.live, *self.gone)
        index = self._indexed(texts)
        found: list[Entry | None] = []
        for text in texts:
            near = [
                (likeness(text, text_of(entries[number][1].message.msgid)), -number)
                for number in index.nearest(text)
                if number < len(self.live) or entries[number][0] != domain
            ]
            score, number = max(near, default=(0.0, 0))
            found.append(entries[-number][1] if score >= SIMILAR else None)
        return found

    def _indexed(self, texts: Sequence[Text]) -> Index:
        """Return all entries by their words; many domains share one index, one alone needs only what is asked."""
        msgids = (entry.message.msgid for _, entry in (*self.live, *self.gone))
        if len(self.domains) == 1:
            return Index(msgids, texts)
        if not self._index:
            self._index.append(Index(msgids))
        return self._index[0]


def memory_of(pairs: Iterable[tuple[Template | None, Catalog]]) -> Memory:
    """Return the memory of a language: each catalog with the template it will be merged with, None for one left behind.

    An entry that is not in its template is gone, though its catalog may not know it yet.
    """
    live: list[tuple[str, Entry]] = []
    gone: list[tuple[str, Entry]] = []
    domains = set()
    for template, catalog in pairs:
        domains.add(catalog.domain)
        wanted = {message.key for message in template.messages} if template else set()
        for entry in catalog.entries:
            if entry.has_text:
                stands = not entry.obsolete and entry.message.key in wanted
                (live if stands else gone).append((catalog.domain, entry))
    return Memory(tuple(live), tuple(gone), frozenset(domains))
