"""Blocks -> what each of them is in the source, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.layout import hyphens
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.structure import contents, figures, garbage, headings, listing, places, quotes, sheets, tables
from publisher.ocr.structure.shape import plain
from publisher.ocr.traced import EMPTY
from publisher.ocr.values import Block, Classified, Doubt, Element, Line, Part, Role

SURE_TERM = 0.97


def classify(
    blocks: Sequence[Block], lexicon: Lexicon, running: frozenset[int] = frozenset()
) -> tuple[Classified, ...]:
    """Return the blocks with their roles; some are cut or put together.

    `running` are the numbers of lines that are running heads or page numbers: they are left out like the letters that
    remain of pictures. Each finder looks at what those before it left as paragraphs.
    """
    reader = garbage.Reader(lexicon, garbage.repeated_words(blocks))
    items: Iterable[Classified] = (plain(block.lines, block.doubts) for block in blocks)
    items = contents.find(list(garbage.without_running(items, running)))
    for find in (headings.marked, tables.find, sheets.find, places.find, listing.find):
        items = find(items)
    items = quotes.find(list(items))
    kept, aside = garbage.set_aside(garbage.without_garbage(items, reader))
    found = headings.find(list(figures.find(list(figures.with_units(kept)))))
    return tuple(garbage.put_back(found, aside))


def elements(classified: Sequence[Classified], words: frozenset[str], lexicon: Lexicon) -> tuple[Element, ...]:
    """Return the elements of a draft; `words` are those of the document, as `hyphens.words_of` gives them."""
    reader = Reader(words, lexicon)
    found = list[Element]()
    for role, run in groupby(classified, lambda item: item.role):
        if role is Role.FIGURES:
            # Each number is a block of its own so far, and they make one container.
            found.append(_element(list(run), reader))
        else:
            found += (_element([item], reader) for item in run)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to put lines together."""

    words: frozenset[str]
    lexicon: Lexicon

    def part(self, lines: Iterable[Line | None], label: str = "") -> Part:
        """Return lines as one part."""
        full = [line for line in lines if line is not None and line.text.text]
        return replace(hyphens.paragraph(full, self.words, self.lexicon), label=label) if full else Part(EMPTY, label)


def _element(items: Sequence[Classified], reader: Reader) -> Element:
    role = items[0].role
    parts, columns = list[Part](), 0
    for item in items:
        if role is Role.TABLE:
            grid = tables.pieces(item.block.lines)
            columns = grid.columns
            parts += (reader.part([cell], "cell") for cell in grid.cells)
        else:
            parts += PARTS.get(role, _paragraph)(item.block.lines, reader)
    doubts = tuple(doubt for item in items for doubt in (*item.doubts, *item.block.doubts))
    return Element(role, tuple(parts), items[0].level, columns, doubts)


def _paragraph(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    yield reader.part(lines)


def _quote(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    pieces = quotes.pieces(lines)
    yield reader.part(pieces.text, "text")
    if pieces.author:
        yield reader.part(pieces.author, "author")
    if pieces.function:
        yield reader.part(pieces.function, "function")


def _list(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    for item in listing.pieces(lines):
        yield reader.part(item, "item")


def _sheet(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    for term, value in sheets.pieces(lines):
        yield _with_accents(reader.part([term], "term"))
        yield reader.part(value, "value")


def _with_accents(part: Part) -> Part:
    """Return a term of a sheet with the accents it lost, and a doubt that says so."""
    known, text = sheets.known_term(part.text.text), part.text.text
    if known == text:
        return part
    doubt = Doubt(
        Kind.WORD,
        0,
        len(known),
        part.text.origin(0),
        text,
        (known,),
        reasons.SHEET_TERM,
        SURE_TERM,
        done=True,
        alike=True,
    )
    return replace(part, text=part.text.replaced(0, len(text), known), doubts=(doubt,))


def _figure(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    number, caption = figures.pieces(lines)
    yield reader.part(number, "number")
    yield reader.part(caption, "caption")


def _places(lines: Sequence[Line], reader: Reader) -> Iterator[Part]:
    yield from places.items_of(reader.part(lines))


PARTS: dict[Role, Callable[[Sequence[Line], Reader], Iterator[Part]]] = {
    Role.QUOTE: _quote,
    Role.LIST: _list,
    Role.SHEET: _sheet,
    Role.FIGURES: _figure,
    Role.PLACES: _places,
}
