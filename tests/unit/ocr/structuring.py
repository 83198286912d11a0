"""What tests of the structure have in common: a text as OCR leaves it, a dictionary of a few words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.ocr.layout.blocks import blocks
from publisher.ocr.layout.hyphens import words_of
from publisher.ocr.layout.lines import lines
from publisher.ocr.lexicon import Analysis
from publisher.ocr.structure.roles import classify, elements
from publisher.ocr.traced import Source
from publisher.ocr.values import Classified, Element, Part, Role

WORD = re.compile(r"[^\W\d_]+")

RUNNING = (
    "Les agents du port contrôlent chaque matin\nles navires qui viennent de la haute mer,\n"
    "puis ils notent dans un registre tout ce\nqu'ils ont vu à bord."
)


@dataclass(frozen=True)
class Words:
    """A dictionary that has what the text given to it has."""

    known: frozenset[str]

    def is_word(self, form: str) -> bool:
        """Return whether the form is known."""
        return form in self.known

    def frequency(self, form: str) -> float:
        """Return the same for all words."""
        return 1e-5 if form in self.known else 0.0

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Return nothing."""
        return ()


def lexicon(text: str = RUNNING) -> Words:
    return Words(frozenset(word.casefold() for word in WORD.findall(text)))


def classified(text: str, words: Words | None = None, running: frozenset[int] = frozenset()) -> tuple[Classified, ...]:
    return classify(blocks(lines(Source(text))), words or lexicon(text), running)


def structured(text: str, words: Words | None = None) -> tuple[Element, ...]:
    return elements(classified(text, words), words_of(text), words or lexicon(text))


def roles(text: str, words: Words | None = None) -> list[tuple[Role, str]]:
    """Return the role and the text of each block."""
    return [(item.role, " ".join(line.text.text for line in item.block.lines)) for item in classified(text, words)]


def the(role: Role, text: str) -> Element:
    """Return the only element with a role."""
    (found,) = (element for element in structured(text) if element.role is role)
    return found


def texts(parts: tuple[Part, ...]) -> list[str]:
    return [part.text.text for part in parts]
