"""Does every block say the same numbers in every language?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.checks.content.units import Unit, units
from publisher.checks.content.values import BuiltPage, Fault, Reading, shortened
from publisher.checks.translation.numbers import check_numbers
from publisher.languages import table
from publisher.model.text import Text
from publisher.pages.page import alternatives

RULES = ("content/numbers-differ",)
VALUES = frozenset(
    f"translation/{name}" for name in ("number", "number-lost", "number-added", "magnitude", "time", "date")
)
"""what is said of values; marks, signs and units are told of the catalogs"""
NONE = "—"


def number_faults(built: BuiltPage, reading: Reading, source: Reading | None, looked: Counter[str]) -> Iterator[Fault]:
    """Yield a fault for each number of a page that its source has otherwise or not at all, and the other way round."""
    if source is None:
        return
    own, originals = said_by(reading), said_by(source)
    looked["content/numbers-differ"] += len(own.keys() & originals.keys())
    for key, original in originals.items():
        unit = own.get(key)
        if unit is None or (unit.language == original.language and unit.plain == original.plain):
            continue
        for there, here in differing(original, unit):
            words = (there, here, shortened(unit.plain))
            yield Fault("content/numbers-differ", words, unit.block, there if here == NONE else here)


def said_by(reading: Reading) -> dict[tuple[str, str | None, int], Unit]:
    """Return the texts of a page and the alternatives of its pictures, by what they are, their block and number."""
    found = {("text", unit.block, unit.number): unit for unit in units(reading)}
    for each in reading:
        if each.node.is_picture and (texts := alternatives(each.node, {})):
            number = sum(kind == "picture" and block == each.block for kind, block, _ in found)
            found["picture", each.block, number] = Unit(each.block, number, each.language, texts[0], texts[0])
    return found


def differing(source: Unit, target: Unit) -> Iterator[tuple[str, str]]:
    """Yield what a number is in the source and in the translation."""
    if not table(source.language, "numbers") or not table(target.language, "numbers"):
        return
    for remark in check_numbers(text_of(source), text_of(target)):
        if remark.rule in VALUES:
            yield said(remark.rule, tuple(remark.words))


def said(rule: str, words: Iterable[str]) -> tuple[str, str]:
    """Return the words of a remark on numbers: those of the source, those of the translation."""
    first, *rest = words
    if rule == "translation/number-added":
        return NONE, first
    return first, rest[0] if rest else NONE


def text_of(unit: Unit) -> Text:
    """Return a text as the reader of numbers takes it."""
    return Text(unit.plain, unit.language, unit.plain, unit.prose)
