"""Parts that agree become one file."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass

from publisher.engines.assembly.values import LostLink, PageLabels, Part
from publisher.languages.digits import digits_of
from publisher.model.standard import Attachment, Standard
from publisher.pipeline.shelf import Shelf
from publisher.pipeline.typesetting import Composed
from publisher.plan import content_key


@dataclass(frozen=True, slots=True)
class Binding:
    """How a file is to be bound."""

    standard: Standard
    attachments: tuple[Attachment, ...]
    kept: frozenset[str]
    """names of files that stay on the shelf beside the parts"""


def prepare() -> None:
    """Load what binding needs, while there is nothing else to do."""
    import publisher.engines.assembly.fonts
    import publisher.engines.assembly.join
    import publisher.engines.assembly.standards
    import publisher.engines.assembly.streams  # noqa: F401


def bind(composed: Composed, shelf: Shelf, binding: Binding) -> tuple[bytes, tuple[LostLink, ...]]:
    """Return the PDF of a language, its fonts once for all parts, and the links that lead nowhere.

    The shelf is left with what the next build of this language will look for. Errors: PublisherError (engine) when what
    is on it is damaged, others for attachments that cannot be carried.
    """
    from publisher.engines.assembly.fonts import share_fonts
    from publisher.engines.assembly.join import joined
    from publisher.engines.assembly.save import saved
    from publisher.engines.assembly.standards import conform
    from publisher.engines.assembly.streams import share_streams

    order, unions = composed.order, Unions(shelf)
    parts = [Part(order.source(part.name), shelf.read(f"{part.key}.pdf")) for part in composed.parts]
    heads = shelf.read(composed.heads) if composed.heads else None
    book = joined(parts, heads, tuple(_labels(composed)))
    share_fonts(book.pdf, unions)
    share_streams(book.pdf)
    conform(book.pdf, binding.standard, binding.attachments)
    pdf = saved(book.pdf, binding.standard.pdf_version)
    shelf.close(composed.parts, {*unions.asked, *binding.kept, *filter(None, [composed.heads])})
    return pdf, book.lost


def _labels(composed: Composed) -> Iterator[PageLabels]:
    """Yield what the pages are called: in runs, or one by one where their digits are none that PDF counts in."""
    edition = composed.order.book.edition
    digits = digits_of(edition.language.tag, edition.publication.digits)
    if digits is None or composed.numbers is None:
        yield from (PageLabels(run.page, start=run.number) for run in composed.labels)
        return
    for place, page in enumerate(composed.numbers.pages):
        yield PageLabels(place, style="", prefix=digits.in_text(str(page.number)))


class Unions(MutableMapping[str, bytes]):
    """Fonts that were united before, kept on the shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.asked: dict[str, None] = {}
        """names of the files that were of use"""

    def __getitem__(self, key: str) -> bytes:
        if not self.shelf.has(self.name(key)):
            raise KeyError(key)
        return self.shelf.read(self.name(key))

    def __setitem__(self, key: str, data: bytes) -> None:
        self.shelf.write(self.name(key), data)

    def __delitem__(self, key: str) -> None:
        raise NotImplementedError("what nobody asks for is swept off the shelf")

    def __iter__(self) -> Iterator[str]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)

    def name(self, key: str) -> str:
        """Return the name of the file of a union, which is then of use."""
        name = f"{content_key([(key, b'')])}.font"
        self.asked[name] = None
        return name
