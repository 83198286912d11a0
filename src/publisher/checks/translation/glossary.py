"""Terms of the source that a translation does not call by their accepted names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from publisher.checks.words.running_words import Words, remembered_words, words_of
from publisher.checks.words.stemming import inflected, stems
from publisher.languages.wording import wording
from publisher.model.glossary import Glossary, Term
from publisher.model.remark import Remark
from publisher.model.text import Text

Check = Callable[[Text, Text], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a term in the source."""

    keys: tuple[str, ...]
    written: tuple[str, ...] | None
    """for a form in capitals, which is found as it is written only: `FIND`, not `find`"""
    term: Term


def check_glossary(glossary: Glossary) -> Check:
    """Return the check of a translation against a glossary: each term of the source by an accepted name at least once.

    Inflected forms count on both sides. Where one term stands inside another, the longer one is meant.
    """
    index = _index(glossary)

    @lru_cache(maxsize=4096)
    def terms_of(prose: str) -> tuple[Term, ...]:
        return tuple(_terms(words_of(prose), index, glossary.language))

    def check(source: Text, target: Text) -> Iterator[Remark]:
        if source.language != glossary.language or source.language == target.language:
            return
        terms = terms_of(source.prose)
        words = words_of(target.plain) if terms else None
        for term in terms:
            accepted = term.accepted.get(target.language, ())
            if words and accepted and not _is_named(words, accepted, target.language):
                yield Remark("translation/glossary", (term.forms[0], " | ".join(accepted)))

    return check


def _index(glossary: Glossary) -> dict[str, list[_Form]]:
    """Return the forms of all terms by their first word, the longest first."""
    index: dict[str, list[_Form]] = {}
    for term in glossary.terms:
        for form in term.forms:
            words = words_of(form)
            keys = tuple(inflected(word, glossary.language) for word in words.small)
            written = tuple(place[0] for place in words.places()) if _is_acronym(form) else None
            index.setdefault(keys[0], []).append(_Form(keys, written, term))
    for forms in index.values():
        forms.sort(key=lambda form: -len(form.keys))
    return index


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(form) > 1


def _terms(words: Words, index: dict[str, list[_Form]], language: str) -> Iterator[Term]:
    """Yield each term in a text once, in the order of their places."""
    keys = tuple(inflected(word, language) for word in words.small)
    if index.keys().isdisjoint(keys):
        return
    seen: list[Term] = []
    place = 0
    while place < len(keys):
        form = next((form for form in index.get(keys[place], ()) if _stands(form, words, keys, place)), None)
        if form is not None and form.term not in seen:
            seen.append(form.term)
            yield form.term
        place += len(form.keys) if form else 1


def _stands(form: _Form, words: Words, keys: tuple[str, ...], place: int) -> bool:
    end = place + len(form.keys)
    if keys[place:end] != form.keys:
        return False
    places = words.places()[place:end]
    if form.written is not None and tuple(found[0] for found in places) != form.written:
        return False
    between = words.text[places[0].start() : places[-1].end()]
    return not any(mark in between for mark in ",;:.()\n")


def _is_named(words: Words, accepted: Sequence[str], language: str) -> bool:
    return any(_names(words, form, language) for form in accepted)


def _names(words: Words, form: str, language: str) -> bool:
    """Tell whether the words of a name stand in a text, in any order and form; one in capitals, as it is written."""
    name = remembered_words(form)
    if _is_acronym(form):
        return {place[0] for place in name.places()} <= {place[0] for place in words.places()}
    small = wording(language).function_words
    asked = [word for word in name.small if word not in small] or name.small
    there = _stems_of(words.distinct, language)
    return all(not there.isdisjoint(stems(word, language)) for word in asked)


@lru_cache(maxsize=16)
def _stems_of(words: frozenset[str], language: str) -> frozenset[str]:
    """Return the stems of all words of a text, for the terms and names that are looked for in it one after another."""
    return frozenset().union(*(stems(word, language) for word in words))
