"""Where each part begins once all are laid out: page numbers, counters, what links may say of their targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.model.part import Count, Page, PartFacts, Start, Target

FIRST_IS_RIGHT = {"ltr": True, "rtl": False}


@dataclass(frozen=True, slots=True)
class Label:
    """A run of pages whose numbers follow each other (ISO 32000-1, 12.4.2)."""

    page: int
    """its first page in the file, from 0"""
    number: int
    """what is printed there"""


@dataclass(frozen=True, slots=True)
class Numbering:
    """What the parts of a publication need to know of each other."""

    starts: tuple[Start, ...]
    targets: Mapping[str, Target]
    """every id, without its text"""
    counts: tuple[Mapping[str, int], ...]
    """counters of styles as each part takes them over"""
    pages: tuple[Page, ...]
    """all pages, with the numbers printed on them"""

    @property
    def labels(self) -> tuple[Label, ...]:
        """The runs of page numbers, in order."""
        before = [None, *(page.number for page in self.pages)]
        return tuple(
            Label(place, page.number)
            for place, (page, last) in enumerate(zip(self.pages, before, strict=False))
            if last is None or page.number != last + 1
        )


def numbering(
    facts: Sequence[PartFacts], began: Sequence[Mapping[str, int]], direction: str, carried: frozenset[str]
) -> Numbering:
    """Return the numbering of parts in reading order, each as it was laid out.

    `began` are the counters each was given, `carried` the names of those that go on from part to part. What a part adds
    to a counter is known even where it was given a wrong one.
    """
    total = sum(len(part.pages) for part in facts)
    starts: list[Start] = []
    pages: list[Page] = []
    targets: dict[str, Target] = {}
    counts: list[Mapping[str, int]] = []
    current = dict.fromkeys(sorted(carried), 0)
    for part, given in zip(facts, began, strict=True):
        index = len(pages)
        right = (index % 2 == 0) == FIRST_IS_RIGHT[direction]
        starts.append(Start(pages[-1].number + 1 if pages else 1, index, right, total))
        counts.append(dict(current))
        printed = tuple(_printed(part, starts[-1].number))
        for anchor in part.anchors:
            number = printed[anchor.page].number
            shifted = (
                Count(item.name, item.value + current.get(item.name, 0) - given.get(item.name, 0))
                for item in anchor.counts
            )
            targets.setdefault(anchor.id, Target((Count("page", number), Count("pages", total), *shifted)))
        pages += printed
        ends = {count.name: count.value for count in part.counts}
        current = {
            name: value + ends.get(name, given.get(name, 0)) - given.get(name, 0) for name, value in current.items()
        }
    return Numbering(tuple(starts), targets, tuple(counts), tuple(pages))


def _printed(part: PartFacts, start: int) -> Iterator[Page]:
    """Yield the pages of a part with the numbers they have when it begins at `start`."""
    for page in part.pages:
        yield page if page.numbered_anew else replace(page, number=page.number + start - part.start.number)
