"""Lists, descriptions and contents lists (ISO 32000-1, 14.8.4.3.3 and table 333)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.model.structure import Name, Node, Struct, Value
from publisher.renditions.pdf.content import Kid, is_blank, is_block, is_role, mixed, paragraphs, runs
from publisher.renditions.pdf.roles import list_numbering, tag_of


def shaped(
    node: Node, role: str, kids: Sequence[Kid], in_contents: bool
) -> tuple[str, tuple[Kid, ...], tuple[Mapping[str, Value], ...]]:
    """Return role, kids and attributes of a list or of an item, which are others in a contents list."""
    if in_contents:
        return ("TOC", contents(kids), ()) if role == "L" else ("TOCI", entry(kids), ())
    if role == "LI":
        return role, item(kids), ()
    content = descriptions(kids) if tag_of(node.element) == "dl" else items(kids)
    return role, content, (numbering(node),)


def numbering(node: Node) -> Mapping[str, Value]:
    """Return the list attributes of a `ul`, `ol` or `dl`, by the style its first item was drawn with."""
    style = next((kid.list_style for kid in node.kids if isinstance(kid, Node) and kid.list_style), "none")
    if tag_of(node.element) == "dl":
        style = "none"
    return {"O": Name("List"), "ListNumbering": Name(list_numbering(style, tag_of(node.element) == "ol"))}


def items(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """Return the kids of an L: what is no item becomes one."""
    return tuple(kid if is_role(kid, "LI") else Struct("LI", (Struct("LBody", (kid,)),)) for kid in paragraphs(kids))


def item(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Return the kids of an LI: its label, if it was drawn with one, and its body."""
    labels = tuple(kid for kid in kids if is_role(kid, "Lbl"))
    body = mixed([kid for kid in kids if not is_role(kid, "Lbl")])
    return (*labels, Struct("LBody", body)) if body else labels


def labelled(kids: Sequence[Kid]) -> tuple[Kid, ...]:
    """Return the kids of a Note: its label, and lines of text or blocks."""
    return (
        *(kid for kid in kids if is_role(kid, "Lbl")),
        *mixed([kid for kid in kids if not is_role(kid, "Lbl")]),
    )


def descriptions(kids: Iterable[Kid]) -> tuple[Struct, ...]:
    """Return the kids of the L that a `dl` is: an LI for every group of terms and descriptions.

    A `div` around a group gives its id and language to the item.
    """
    found: list[Struct] = []
    group: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Struct) and kid.role == "Div":
            found += grouped(group)
            group = []
            inner = list(grouped(kid.kids))
            if inner:
                inner[0] = replace(inner[0], entries=kid.entries, attributes=kid.attributes)
            found += inner
        else:
            group.append(kid)
    return tuple([*found, *grouped(group)])


def grouped(kids: Iterable[Kid]) -> Iterator[Struct]:
    """Yield an LI for every run of terms with the descriptions that follow."""
    group: list[Kid] = []
    for kid in kids:
        if not is_role(kid, "Lbl", "LBody"):
            continue
        if is_role(kid, "Lbl") and group and is_role(group[-1], "LBody"):
            yield Struct("LI", tuple(group))
            group = []
        group.append(kid)
    if group:
        yield Struct("LI", tuple(group))


def contents(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """Return the kids of a TOC: entries, and contents lists of their own."""
    return tuple(kid if is_role(kid, "TOCI", "TOC") else Struct("TOCI", (kid,)) for kid in paragraphs(kids))


def entry(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    """Return the kids of a TOCI: a line with one link is one Reference, page number included."""
    result: list[Kid] = []
    for part in runs(kids):
        if isinstance(part, Struct):
            result.append(part)
            continue
        references = [kid for kid in part if is_role(kid, "Reference")]
        if len(references) != 1:
            result.append(Struct("P", part))
            continue
        line: list[Kid] = []
        for kid in part:
            line += kid.kids if isinstance(kid, Struct) and kid is references[0] else (kid,)
        result.append(Struct("Reference", trimmed(line)))
    return tuple(result)


def trimmed(line: Sequence[Kid]) -> tuple[Kid, ...]:
    """Return a line without what is blank at its ends."""
    shown = [index for index, kid in enumerate(line) if is_block(kid) or not is_blank(kid)]
    return tuple(line[shown[0] : shown[-1] + 1]) if shown else ()
