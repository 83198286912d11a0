"""What an outside checker of prose is asked: a whole text, with what it should not judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.model.notation import PLACEHOLDER, escape
from publisher.model.text import BLANK, Stretch, Text


@dataclass(frozen=True, slots=True)
class Profile:
    """How LanguageTool is asked about texts of one language."""

    code: str
    """LanguageTool's code of the language, such as `en-GB`"""
    stand_in: str
    """a word that fits in the place of any name, so that the sentence around it stays one"""
    disabled_rules: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()
    enabled_rules: tuple[str, ...] = ()
    """that LanguageTool has off; the only ones that are on when `only_enabled`"""
    only_enabled: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One text in one language; equal questions have equal answers."""

    profile: Profile
    text: str
    skipped: tuple[tuple[int, int], ...] = ()
    """places (start, end) in `text` that are not judged, in order, apart from each other"""

    @property
    def has_words(self) -> bool:
        """Whether there is a letter to judge."""
        return any(character.isalpha() for words, is_skipped in self.parts() if not is_skipped for character in words)

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in parts, with whether each is skipped."""
        end = 0
        for start, stop in self.skipped:
            if end < start:
                yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        if end < len(self.text):
            yield self.text[end:], False

    def judges(self, start: int, end: int) -> bool:
        """Whether nothing of a place is skipped."""
        return not any(first < end and start < last for first, last in self.skipped)


def question(text: Text, profile: Profile) -> Question:
    """Return the question on a text; what is protected or in another language is skipped, and so are names of figures.

    Tags need no mention: a reader does not see them, and places are counted in `Text.plain`. A speller may seek for
    seconds what `{long_name_of_a_figure}` could have been.
    """
    figures = (Stretch(match.start(), match.end(), None) for match in PLACEHOLDER.finditer(text.plain))
    return Question(profile, text.plain, tuple(_apart((*text.stretches, *figures))))


def foreign_texts(text: Text) -> Iterator[Text]:
    """Yield the words of a text that are in another language, each stretch as a text of its own.

    What lies within another stretch belongs to that one.
    """
    for start, end in _apart(text.stretches):
        outer = next(part for part in text.stretches if (part.start, part.end) == (start, end))
        if outer.language is None:
            continue
        inner = (part for part in text.stretches if part != outer and start <= part.start and part.end <= end)
        moved = tuple(replace(part, start=part.start - start, end=part.end - start) for part in inner)
        words = text.plain[start:end]
        prose = words
        for part in moved:
            prose = prose[: part.start] + BLANK * (part.end - part.start) + prose[part.end :]
        yield Text(escape(words), outer.language, words, prose, moved)


def _apart(stretches: tuple[Stretch, ...]) -> Iterator[tuple[int, int]]:
    """Yield the places of stretches in their order; one within another belongs to it."""
    end = 0
    for stretch in sorted(stretches, key=lambda item: (item.start, -item.end)):
        if stretch.start >= end and stretch.start < stretch.end:
            yield stretch.start, stretch.end
            end = stretch.end
