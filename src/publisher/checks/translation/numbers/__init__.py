"""Numbers, dates, times and units of a translation, held against those of its source."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.translation.numbers.judging import judge, side
from publisher.checks.translation.numbers.names import differing
from publisher.checks.translation.numbers.reading import read, read_source
from publisher.languages import table
from publisher.model.remark import Remark
from publisher.model.text import Text


def check_numbers(source: Text, target: Text) -> Iterator[Remark]:
    """Yield what a translation says otherwise than its source in numbers, percent signs, units, dates and times."""
    if not table(source.language, "numbers") or not table(target.language, "numbers"):
        return
    original, translation = read_source(source.prose, source.language), read(target.prose, target.language)
    if original.quantities or translation.quantities:
        yield from judge(side(source, original), side(target, translation))
    for names, others in ((original.months, translation.months), (original.weekdays, translation.weekdays)):
        for lost, added in differing(names, others):
            words = (source.plain[lost.start : lost.end], target.plain[added.start : added.end])
            yield Remark("translation/date", words, added.start, added.end)
