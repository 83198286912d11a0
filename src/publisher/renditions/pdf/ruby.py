"""Ruby annotations: short texts that say how others are read, or what they mean (ISO 32000-1, 14.8.4.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher.model.structure import Struct
from publisher.renditions.pdf.containment import spaced
from publisher.renditions.pdf.content import Kid, is_role

PARENTHESES = ["RP", "RT", "RP"]


def rubies(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield a Ruby for every annotated base in a `ruby`, and what has no annotation as it is."""
    base: list[Kid] = []
    notes: list[Struct] = []
    for kid in kids:
        if isinstance(kid, Struct) and is_role(kid, "RT", "RP"):
            notes.append(kid)
            continue
        if notes:
            yield ruby(base, notes)
            base, notes = [], []
        base.append(kid)
    if notes:
        yield ruby(base, notes)
    else:
        yield from base


def ruby(base: Sequence[Kid], notes: Sequence[Struct]) -> Struct:
    """Return one Ruby: base and annotation, with its parentheses when both were drawn.

    Without them a space keeps the two apart, in a text that is read on one line.
    """
    whole = base[0] if len(base) == 1 and is_role(base[0], "RB") else Struct("RB", tuple(base))
    if [note.role for note in notes] == PARENTHESES:
        return Struct("Ruby", (whole, *notes))
    if len(notes) == 1:
        return Struct("Ruby", (whole, spaced(notes[0])))
    return Struct("Ruby", (whole, Struct("RT", tuple(spaced(kid) for note in notes for kid in note.kids))))
