"""What a checker of spelling and grammar proposes, where this document's errors explain it: never more than a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.values import Doubt, Element, Part, Role
from publisher.ocr.words.candidates import Speller
from publisher.ocr.words.profile import channel_of, words_in

PROPOSALS = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """A place in a text where a checker would write something else."""

    start: int
    end: int
    suggestions: tuple[str, ...]


Voice: TypeAlias = Callable[[Sequence[str]], Mapping[str, Sequence[Remark]]]
"""asks a checker about texts: text -> its remarks"""


def with_second_voice(
    corrected: Sequence[Element], read: Sequence[Element], lexicon: Lexicon, voice: Voice
) -> tuple[Element, ...]:
    """Return the corrected elements with a doubt at each remark whose suggestion the errors of this text explain.

    `read` are the same elements before the repair: the profile of the document comes from them. Checkers take names and
    terms for errors, so that nothing is changed; where a doubt stands already, none is added.
    """
    before = [part.text.text for part in _parts(read)]
    words = words_in(before)
    speller = Speller(lexicon, channel_of(words, before, lexicon), words.forms)
    remarks = voice(list(dict.fromkeys(part.text.text for part in _parts(corrected) if part.text.text)))
    return tuple(
        element
        if element.role is Role.GARBAGE
        else replace(
            element, parts=tuple(_doubted(part, remarks.get(part.text.text, ()), speller) for part in element.parts)
        )
        for element in corrected
    )


def _parts(elements: Sequence[Element]) -> Iterator[Part]:
    return (part for element in elements if element.role is not Role.GARBAGE for part in element.parts)


def _doubted(part: Part, remarks: Sequence[Remark], speller: Speller) -> Part:
    """Return a part with the doubts of the second voice in their places among the others."""
    doubts = list(part.doubts)
    for remark in remarks:
        if any(doubt.start < remark.end and remark.start < doubt.end for doubt in doubts):
            continue
        explained = _explained(part.text.text[remark.start : remark.end], remark.suggestions, speller)
        if explained:
            doubts.append(_doubt(part, remark, explained))
    return replace(part, doubts=tuple(sorted(doubts, key=lambda doubt: doubt.start)))


def _explained(word: str, suggestions: Sequence[str], speller: Speller) -> tuple[str, ...]:
    """Return the suggestions that may have been read as the word; one in other capitals is none."""
    readings = {reading.text for reading in speller.readings(word)} if word and " " not in word else set[str]()
    return tuple(text for text in suggestions if text.replace("’", "'") in readings)[:PROPOSALS]


def _doubt(part: Part, remark: Remark, proposals: tuple[str, ...]) -> Doubt:
    return Doubt(
        kind=Kind.WORD,
        start=remark.start,
        end=remark.end,
        origin=part.text.origin(remark.start),
        original=part.text.text[remark.start : remark.end],
        proposals=proposals,
        why=reasons.SECOND_VOICE,
    )
