"""All that is checked of texts without an engine: each text by itself, against its source, against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from publisher.checks.consistency import check_consistency
from publisher.checks.house_style import settle
from publisher.checks.remarks import finding_of
from publisher.checks.text.balance import check_balance, check_balance_kept
from publisher.checks.text.characters import check_characters, check_controls
from publisher.checks.text.confusions import check_confusions
from publisher.checks.text.doubled import check_doubled
from publisher.checks.text.end_marks import check_end
from publisher.checks.text.typography import check_typography
from publisher.checks.translation.glossary import check_glossary
from publisher.checks.translation.numbers import check_numbers
from publisher.checks.translation.punctuation import check_punctuation
from publisher.checks.translation.source_words import check_source_words
from publisher.checks.translation.verbatim import check_verbatim
from publisher.checks.translation.wording import check_wording
from publisher.checks.translation.words import check_words
from publisher.model.finding import Finding
from publisher.model.glossary import Glossary
from publisher.model.passage import Passage
from publisher.model.remark import Remark
from publisher.model.text import Text

OfText = Callable[[Text], Iterable[Remark]]
OfTranslation = Callable[[Text, Text], Iterable[Remark]]
"""(source, target) -> remarks on the target"""

ON_EVERY_TEXT: tuple[OfText, ...] = (check_typography, check_characters, check_doubled, check_confusions)
ON_SOURCES: tuple[OfText, ...] = (check_controls, check_balance, check_end)
"""what a translation is held against its source for"""
ON_TRANSLATIONS: tuple[OfTranslation, ...] = (
    check_wording,
    check_verbatim,
    check_numbers,
    check_punctuation,
    check_balance_kept,
    check_words,
    check_source_words,
)
SILENCED: Mapping[str, frozenset[str]] = {
    "translation/source-word": frozenset(
        {"translation/left-in-source", "translation/untranslated", "translation/wrong-language"}
    )
}
"""rules that say less of a text than others which spoke of it already"""


COPIED = frozenset({"typography/double-space", "typography/ellipsis", "typography/dash", "typography/doubled-mark"})
"""rules whose fault a translation only copies where its source has it"""


def check_texts(passages: Iterable[Passage], glossary: Glossary | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the texts of one language, in their order; then what does not fit together."""
    passages = tuple(passages)
    yield from settle(_each(passages, glossary), passages)
    yield from check_consistency(passages)


def _each(passages: Iterable[Passage], glossary: Glossary | None) -> Iterator[Finding]:
    on_translations = ON_TRANSLATIONS if glossary is None else (*ON_TRANSLATIONS, check_glossary(glossary))
    for passage in passages:
        spoken: set[str] = set()
        for remark in _remarks(passage, on_translations):
            if spoken.isdisjoint(SILENCED.get(remark.rule, ())):
                spoken.add(remark.rule)
                yield finding_of(remark, passage)


def _is_copied(remark: Remark, passage: Passage) -> bool:
    if passage.source is None or remark.rule not in COPIED:
        return False
    return passage.text.plain[remark.start : remark.end] in passage.source.plain


def _remarks(passage: Passage, on_translations: Iterable[OfTranslation]) -> Iterator[Remark]:
    for check in ON_EVERY_TEXT:
        for remark in check(passage.text):
            if not _is_copied(remark, passage):
                yield remark
    if passage.source is None:
        for check in ON_SOURCES:
            yield from check(passage.text)
    else:
        for comparison in on_translations:
            yield from comparison(passage.source, passage.text)
