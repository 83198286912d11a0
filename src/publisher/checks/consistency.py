"""One source translated in two ways, and two sources translated by the same words, over a whole language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from publisher.checks.remarks import finding_of
from publisher.checks.words.running_words import words_of
from publisher.checks.words.stemming import stems
from publisher.languages.wording import wording
from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.model.remark import Remark

WORD = re.compile(r"[^\W_]+")
LEAST_WORDS = 4
"""of a translation that two sources share: a short label may stand for several"""
MOST_COMPARED = 20
"""sources of one translation that each is held against"""
ALIKE = 0.5
"""words that two sources share, of all that they have: from here on one translation may do for both"""


def check_consistency(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Yield what a reviser who reads all translations of a language side by side would ask about."""
    own = [passage for passage in passages if passage.source is not None]
    yield from _inconsistent(own)
    yield from _reused(own)


def _inconsistent(passages: list[Passage]) -> Iterator[Finding]:
    """Yield a finding at each translation of a source that has others; case and punctuation do not count."""
    for group in _groups(passages, source=True):
        said = [_said(passage.text.plain) for passage in group]
        if len(set(said)) > 1:
            one, two = group[0], next(passage for passage, words in zip(group, said, strict=True) if words != said[0])
            for passage, words in zip(group, said, strict=True):
                other = two if words == said[0] else one
                yield finding_of(Remark("translation/inconsistent", (other.text.plain, other.file)), passage)


def _reused(passages: list[Passage]) -> Iterator[Finding]:
    """Yield a finding at each translation that stands for sources with little in common."""
    for group in _groups(passages, source=False):
        if len(words_of(group[0].text.prose).small) < LEAST_WORDS:
            continue
        sources = {_source_said(passage.source.plain): passage for passage in group if passage.source is not None}
        others = list(islice(sources.values(), MOST_COMPARED))
        for passage in group:
            other = next((other for other in others if _differ(passage, other)), None)
            if other is not None and other.source is not None:
                yield finding_of(Remark("translation/reused", (other.source.plain, other.file)), passage)


def _groups(passages: list[Passage], *, source: bool) -> Iterator[list[Passage]]:
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        if not source:
            groups.setdefault(_said(passage.text.plain), []).append(passage)
        elif passage.source is not None:
            groups.setdefault(_source_said(passage.source.plain), []).append(passage)
    return (group for said, group in groups.items() if said and len(group) > 1)


def _said(text: str) -> str:
    """Return the words and figures of a text, so that typography does not count."""
    return "".join(WORD.findall(text.casefold()))


_source_said = lru_cache(maxsize=4096)(_said)
"""the same, remembered: one source has translations in several languages"""


def _differ(one: Passage, other: Passage) -> bool:
    if one.source is None or other.source is None or _source_said(one.source.plain) == _source_said(other.source.plain):
        return False
    ours, theirs = (_content(source.prose, source.language) for source in (one.source, other.source))
    return bool(ours and theirs) and len(ours & theirs) < ALIKE * len(ours | theirs)


@lru_cache(maxsize=4096)
def _content(prose: str, language: str) -> frozenset[str]:
    """Return the stems of the words that bear the meaning of a text."""
    small = wording(language).function_words
    words = words_of(prose).distinct - small
    return frozenset().union(*(stems(word, language) for word in words if len(word) > 1))
