"""What a language knows of numbers: its marks, its number words, months, weekdays and units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from publisher.checks.translation.numbers.folding import folded_word
from publisher.languages import table


class Kind(Enum):
    """What a number word does in a number of several words."""

    PLAIN = "added to what is greater: twenty-one"
    MAGNITUDE = "multiplies what stands before it: two million"


@dataclass(frozen=True, slots=True)
class Word:
    """All that one word may mean; most mean one thing."""

    value: int | None = None
    kind: Kind = Kind.PLAIN
    vague: tuple[int, ...] = ()
    """numbers that the other language may use in its place"""
    month: int | None = None
    weekday: int | None = None
    unit: str | None = None
    half: bool = False
    century: bool = False
    whole: bool = False
    """a magnitude that says one of its own without another word: `mille`"""
    joined: bool = False
    """carries an attached `and`: Arabic"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers of one language; patterns are for folded text."""

    language: str
    decimal: str
    grouping: str
    group_with: str
    grouped_from: int
    share: re.Pattern[str]
    """a percent sign or one per thousand; its groups are `percent` and `mille`"""
    tail: re.Pattern[str]
    """`and a half`, as the group `half`, or a share"""
    percent_words: re.Pattern[str]
    before_unit: re.Pattern[str]
    morning: re.Pattern[str]
    afternoon: re.Pattern[str]
    clock: re.Pattern[str]
    noon: re.Pattern[str]
    midnight: re.Pattern[str]
    always: re.Pattern[str]
    """day and night, all week: said with numbers in one language and without in another"""
    noun_and_half: re.Pattern[str]
    """a noun and `and a half`"""
    listed: re.Pattern[str]
    """what stands between numbers that share a percent sign or a magnitude"""
    below_zero: re.Pattern[str]
    not_units: frozenset[str]
    """symbols that are words of the language: Spanish `ha`"""
    joins: frozenset[str]
    ordinal_mark: re.Pattern[str]
    ambiguous_months: frozenset[str]
    ones: frozenset[str]
    words: Mapping[str, Word]


_SPACES = "[ \u00a0\u202f\u2009]"
_COLON = "(?P<colon_hour>[0-9]{1,2}):(?P<colon_minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
_MARK = r"(?:{marks})(?![+-])(?![^\W_])"
_BETWEEN = r"\s*(?:[-\u2010-\u2015/,;،؛]|(?:{words})(?![^\W\d_]))?\s*(?:de|del|les?|la|el|los|las|the|ال)?\s*[€$£]?"


@cache
def vocabulary(tag: str) -> Vocabulary:
    """Return what a language knows of numbers, from the table `numbers` of its file."""
    data = table(tag, "numbers")
    share = rf"{_SPACES}?(?:(?P<percent>(?:{data['percent']})(?!\w))|(?P<mille>{data['per_mille']}))"

    def pattern(key: str) -> re.Pattern[str]:
        return re.compile(data[key])

    return Vocabulary(
        language=tag,
        decimal=data["decimal"],
        grouping=data["grouping"],
        group_with=data["group_with"],
        grouped_from=data["grouped_from"],
        share=re.compile(share),
        tail=re.compile(rf"\s(?P<half>{data['half']})|{share}"),
        percent_words=pattern("percent_words"),
        before_unit=re.compile(rf"[\s-]*(?:{data['before_unit']})?\s*"),
        morning=re.compile(rf"\s?(?:{data['am']})"),
        afternoon=re.compile(rf"\s?(?:{data['pm']})"),
        clock=re.compile(f"(?![0-9]{{3}})(?:{data['clock']}|{_COLON})"),
        noon=pattern("noon"),
        midnight=pattern("midnight"),
        always=pattern("always"),
        noun_and_half=re.compile(rf"[ \u00a0-]\w+\s(?:{data['half']})"),
        listed=re.compile(_BETWEEN.format(words=data["listed"])),
        below_zero=pattern("below_zero"),
        not_units=frozenset(data["not_units"].split()),
        joins=frozenset(data["joins"].split()),
        ordinal_mark=re.compile(_MARK.format(marks="|".join(map(re.escape, data["ordinal_marks"].split())) or "(?!)")),
        ambiguous_months=frozenset(folded_word(word) for word in data["ambiguous_months"].split()),
        ones=frozenset(folded_word(word) for word in data["ones"].split()),
        words=_words(data),
    )


def _words(data: Mapping[str, Any]) -> Mapping[str, Word]:
    """Return every word with all its meanings together."""
    found: dict[str, Word] = {}
    for form, meaning in _meanings(data):
        word = found.get(form, Word())
        vague = {"vague": (*word.vague, *meaning["vague"])} if "vague" in meaning else {}
        found[form] = replace(word, **(meaning | vague))
    return found


def _meanings(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for field, key, read in _TABLES:
        for name, forms in data[key].items():
            for form in forms.split():
                yield folded_word(form), {field: read(name)} | ({"kind": Kind.MAGNITUDE} if key == "magnitudes" else {})
    for field, key in (("half", "halves"), ("century", "centuries"), ("whole", "whole")):
        for form in data[key].split():
            yield folded_word(form), {field: True}


_TABLES = (
    ("value", "cardinals", int),
    ("value", "ordinals", int),
    ("value", "magnitudes", int),
    ("vague", "vague", lambda name: (int(name),)),
    ("month", "months", int),
    ("weekday", "weekdays", int),
    ("unit", "units", str),
)


@cache
def finder(tag: str) -> Callable[[str], Word | None]:
    """Return the function that tells what a folded word means in a language; None when nothing to do with numbers."""
    words = vocabulary(tag).words
    return _arabic_word if tag == "ar" else words.get


@lru_cache(maxsize=65536)
def _arabic_word(form: str) -> Word | None:
    """Look a word up through the particles that Arabic attaches."""
    words = vocabulary("ar").words
    if form in words:
        return words[form]
    for stem, joined in _stems(form):
        word = words.get(stem)
        if word is not None:
            return replace(word, joined=True) if joined else word
    return None


def _stems(form: str) -> Iterator[tuple[str, bool]]:
    """Yield an Arabic word without particles, article and the alif of the accusative; with an attached `and` or not."""
    stems = [(form, False)]
    if form[0] in "وف" and len(form) > _SHORTEST:
        stems.append((form[1:], form[0] == "و"))
    stems += [(stem[1:], joined) for stem, joined in stems if stem[0] in "بلك" and len(stem) > _SHORTEST]
    for stem, joined in stems:
        yield stem, joined
        bare = stem[2:] if stem.startswith(("ال", "لل")) and len(stem) > _SHORTEST + 1 else stem
        yield bare, joined
        if bare.endswith("ا"):
            yield bare[:-1], joined


_SHORTEST = 2
"""letters of an Arabic word that is left when a particle is taken off"""
