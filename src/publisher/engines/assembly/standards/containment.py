"""What may stand in what under PDF/UA-2 (ISO/TS 32005, table 5; ISO 14289-2, 8.2.5.27), where PDF/UA-1 allows more.

Our tagger keeps most of these rules already. What stands where it must not gets a section of its own around it, which
may stand nearly everywhere: text, order and marked content stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import pikepdf
from pikepdf import Name, Object

from publisher.engines.assembly.links import kids
from publisher.engines.assembly.standards.tree import children, role_of, set_kids, wrapped

SECTION = "Sect"
TRANSPARENT = frozenset({"Div", "NonStruct"})
"""Roles that leave their kids to the rules of what is around"""
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
CAPTION = frozenset({"Caption"})
MISPLACED = {"Document": CAPTION, "FENote": HEADINGS, "TD": CAPTION, "TH": CAPTION}
"""Roles that cannot stand in another, of those that our tagger writes there"""


def arrange(pdf: pikepdf.Pdf, document: Object) -> None:
    """Put every element where it may stand."""
    waiting = [(document, "")]
    while waiting:
        element, around = waiting.pop()
        captions(pdf, element)
        role = role_of(element)
        around = around if role in TRANSPARENT else role
        shelter(pdf, element, MISPLACED.get(around, frozenset()))
        waiting += [(kid, around) for kid in children(element)]


def shelter(pdf: pikepdf.Pdf, element: Object, misplaced: frozenset[str]) -> None:
    """Put a section around each run of kids that may not stand in an element."""
    if not any(role_of(kid) in misplaced for kid in children(element)):
        return
    found: list[Object | int] = []
    for outside, group in groupby(kids(element), lambda kid: role_of(kid) in misplaced):
        run = list(group)
        found += [wrapped(pdf, SECTION, run, element)] if outside else run
    set_kids(element, found)


def captions(pdf: pikepdf.Pdf, element: Object) -> None:
    """Let every caption be the first or the last in what it is the caption of; in tables it is."""
    listed = kids(element)
    at = [index for index, kid in enumerate(listed) if role_of(kid) == "Caption"]
    role = role_of(element)
    if not at or role == "Table":
        return
    if role in TRANSPARENT:
        element.S = Name(f"/{SECTION}")
    if len(at) > 1 or at[0] not in (0, len(listed) - 1):
        set_kids(element, captioned(pdf, element, listed))


def captioned(pdf: pikepdf.Pdf, element: Object, listed: Sequence[Object | int]) -> Iterator[Object | int]:
    """Yield kids, each caption in a section with what stands before it."""
    waiting: list[Object | int] = []
    for kid in listed:
        if role_of(kid) == "Caption":
            yield wrapped(pdf, SECTION, [*waiting, kid], element)
            waiting = []
        else:
            yield from waiting
            waiting = [kid] if role_of(kid) else []
            yield from () if waiting else (kid,)
    yield from waiting
