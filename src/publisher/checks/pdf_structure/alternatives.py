"""Do the alternatives of pictures say something, and what the pages say (WCAG 2.2, 1.1.1)?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from publisher.checks.pdf_structure.comparison import Comparison
from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.saying import unmirrored
from publisher.checks.pdf_structure.walking import Met, met, page_of, text_of
from publisher.checks.words.pictures import Poverty, poverty
from publisher.model.pdf_structure import Structure

RULES = {Poverty.FILE_NAME: "pdf/alternative-file-name", Poverty.EMPTY: "pdf/alternative-empty"}


def poor_alternatives(structure: Structure) -> Iterator[Fault]:
    """Yield a fault for each picture whose alternative tells nothing, or nothing that its caption does not."""
    for found in met(structure):
        text = (found.element.alternative or "").strip()
        if found.element.type == "Figure" and text:
            poor = poverty(text)
            rule = RULES[poor] if poor else "pdf/alternative-repeats" if repeats_caption(found, text) else None
            if rule is not None:
                yield Fault(rule, (shortened(text),), found.block, page_of(found.element))


def repeats_caption(found: Met, text: str) -> bool:
    """Whether the caption beside a picture says the same: letter by letter, in whatever order they are drawn."""
    captions = (text_of(kid) for parent in found.parents for kid in parent.elements if kid.type == "Caption")
    return any(letters(caption) == letters(text) for caption in captions)


def letters(text: str) -> Counter[str]:
    """Count the letters and figures of a text."""
    return unmirrored(one for one in text.casefold() if one.isalnum())


def other_alternatives(comparison: Comparison, explained: set[str], poor: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each picture whose alternative in the PDF is none of those the page gives, nor a `poor` one."""
    for block in comparison.blocks:
        said, heard = comparison.said[block].pictures, comparison.heard[block].pictures
        if block in explained or len(said) != len(heard):
            continue
        for picture, drawn in zip(said, heard, strict=True):
            text = " ".join(drawn.texts[0].split())
            if picture.texts and text not in picture.texts and shortened(text) not in poor:
                yield Fault("pdf/alternative-differs", (shortened(text), shortened(picture.texts[0])), block or None)
