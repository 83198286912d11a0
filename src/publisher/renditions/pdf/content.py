"""Blocks and lines: what may stand beside what in a structure tree (ISO 32000-1, 14.8.4.1 to 14.8.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher.model.structure import Mark, Node, Struct
from publisher.renditions.pdf.roles import INLINE

Kid = Struct | Mark


def is_block(kid: Kid) -> bool:
    """Whether a kid cannot stand in a line of text: a block, or a link or span around one."""
    if isinstance(kid, Mark) or kid.inline:
        return False
    return kid.role not in INLINE or any(map(is_block, kid.kids))


def is_blank(kid: Kid) -> bool:
    """Whether a kid shows and says nothing."""
    if isinstance(kid, Mark):
        return False
    return kid.role in INLINE and not kid.links and kid.jump is None and "ID" not in kid.entries and blank(kid.kids)


def blank(kids: Iterable[Kid]) -> bool:
    """Whether none of the kids shows or says anything."""
    return all(map(is_blank, kids))


def is_role(kid: Kid, *roles: str) -> bool:
    """Whether a kid is a structure element with one of these roles."""
    return isinstance(kid, Struct) and kid.role in roles


def runs(kids: Iterable[Kid]) -> Iterator[tuple[Kid, ...] | Struct]:
    """Yield every block, and between blocks the lines of text as one tuple where they are not blank."""
    run: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Struct) and is_block(kid):
            if not blank(run):
                yield tuple(run)
            run = []
            yield kid
        else:
            run.append(kid)
    if not blank(run):
        yield tuple(run)


def paragraphs(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """Return kids as blocks only: every run of text in a P, but pictures without text beside them as they are."""
    result: list[Kid] = []
    for part in runs(kids):
        if isinstance(part, Struct):
            result.append(part)
            continue
        shown = [kid for kid in part if not is_blank(kid)]
        result += shown if all(is_role(kid, "Figure") for kid in shown) else [Struct("P", part)]
    return tuple(result)


def mixed(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Return kids as they are when they are lines of text only, else as blocks."""
    return paragraphs(kids) if any(map(is_block, kids)) else tuple(kids)


def marks(kids: Iterable[Kid]) -> Iterator[Mark]:
    """Yield the marks in `kids`, in reading order."""
    for kid in kids:
        if isinstance(kid, Mark):
            yield kid
        else:
            yield from marks(kid.kids)


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, in no order."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack += [kid for kid in node.kids if isinstance(kid, Node)]


def first_mark(node: Node) -> Mark | None:
    """Return the first mark of a node, None when it has none."""
    for kid in node.kids:
        mark = kid if isinstance(kid, Mark) else first_mark(kid)
        if mark is not None:
            return mark
    return None
