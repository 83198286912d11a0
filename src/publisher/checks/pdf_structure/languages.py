"""Is each word of the PDF in the language it has in the pages (WCAG 2.2, 3.1.1 and 3.1.2)?"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.pdf_structure.comparison import Comparison
from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.saying import Saying
from publisher.checks.pdf_structure.texts import is_letter

UNKNOWN = "none"


def lost_languages(comparison: Comparison, explained: set[str]) -> Iterator[Fault]:
    """Yield a fault for each block, and language of the page, in which the PDF does not say words that are in it."""
    for block in comparison.blocks:
        if block not in explained:
            yield from lost_in(comparison.said[block], comparison.heard[block], block or None)


def lost_in(said: Saying, heard: Saying, block: str | None) -> Iterator[Fault]:
    """Yield a fault for each language of a block whose words are in another one in the PDF."""
    spoken = {language.lower() for language, text in said.texts if text.strip()}
    told = {language.lower() for language, text in heard.texts if text.strip()}
    if spoken != told or len(spoken) > 1:
        wanted, found = said.by_language(), heard.by_language()
        for language, letters in wanted.items():
            if any(is_letter(letter) for letter in letters - found.get(language, type(letters)())):
                text = "".join(text for tag, text in said.texts if tag.lower() == language)
                others = ", ".join(sorted(found.keys() - wanted.keys() or found.keys() - {language})) or UNKNOWN
                yield Fault("pdf/language-lost", (shortened(text, 60), language or UNKNOWN, others or UNKNOWN), block)
    if len(said.pictures) == len(heard.pictures):
        for picture, drawn in zip(said.pictures, heard.pictures, strict=True):
            if picture.texts and picture.language.lower() != drawn.language.lower():
                words = (shortened(drawn.texts[0], 60), picture.language or UNKNOWN, drawn.language or UNKNOWN)
                yield Fault("pdf/language-lost", words, block)
