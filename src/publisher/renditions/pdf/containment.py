"""What may stand in what (ISO 32000-1, 14.8.4; ISO/TS 32005, table 5), where HTML allows more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from publisher.model.structure import Mark, Struct
from publisher.renditions.pdf.content import Kid, is_block, is_role
from publisher.renditions.pdf.roles import NOT_WITHIN

ORDER = {"Caption": 0, "THead": 1, "TFoot": 3}
"""places of the parts of a table; bodies and rows come between head and foot"""
ONCE = frozenset({"THead", "TFoot"})
"""parts that a table has once; HTML may have more"""


def line(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """Return kids as one line of text: a block gives up its kids, or is a Span where it says more than its text."""
    result: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Struct) or not is_block(kid):
            result.append(kid)
        elif kid.role in ("Figure", "Formula"):
            result.append(replace(kid, inline=True))
        else:
            inner = line(kid.kids)
            parts = (Struct("Span", inner, entries=kid.entries),) if kid.entries else inner
            result += (spaced(parts[0]), *parts[1:]) if result and parts else parts
    return tuple(result)


def spaced(kid: Kid) -> Kid:
    """Return a kid with a space before its text."""
    if isinstance(kid, Mark):
        return replace(kid, space_before=True) if kid.text and not kid.text[0].isspace() else kid
    return replace(kid, kids=(spaced(kid.kids[0]), *kid.kids[1:])) if kid.kids else kid


def regrouped(role: str, kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Return the kids of a group or cell, a group that it must not hold being a mere section; Div is seen through."""
    barred = NOT_WITHIN.get(role)
    if barred is None:
        return tuple(kids)
    return tuple(regrouped_kid(role, kid, barred) if isinstance(kid, Struct) else kid for kid in kids)


def regrouped_kid(role: str, kid: Struct, barred: frozenset[str]) -> Struct:
    """Return one kid of a group, see `regrouped`."""
    if kid.role in barred:
        return replace(kid, role="Sect", standard="")
    return replace(kid, kids=regrouped(role, kid.kids)) if kid.role == "Div" else kid


def captioned(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return the kids of a group, its caption first or last."""
    if not any(is_role(kid, "Caption") for kid in kids[1:-1]):
        return kids
    return (*(kid for kid in kids if not is_role(kid, "Caption")), *(kid for kid in kids if is_role(kid, "Caption")))


def table_parts(kids: Iterable[Kid]) -> tuple[Struct, ...]:
    """Return the parts of a table in the order PDF wants: caption, head, bodies, foot (ISO 32000-1, table 337)."""
    parts: list[Struct] = []
    found: set[str] = set()
    for kid in kids:
        if isinstance(kid, Struct):
            parts.append(replace(kid, role="TBody") if kid.role in found & ONCE else kid)
            found.add(kid.role)
    return tuple(sorted(parts, key=lambda part: ORDER.get(part.role, 2)))
