"""One thing broken in a good PDF, by its name and the id of a block: what a rule has to answer to, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def mutated(data: bytes, flag: str) -> bytes:
    """Return a PDF after `tags:<name> <id> <argument>` was done to it."""
    name, _, rest = flag.removeprefix("tags:").partition(" ")
    block, _, argument = rest.partition(" ")
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = [element for element in walk(pdf.Root.StructTreeRoot) if str(element.get("/ID", "")) == block]
        MUTATIONS[name](pdf, elements[0], argument)
        out = BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def walk(root: Any) -> Iterator[Any]:
    """Yield all elements in reading order."""
    for kid in kids(root):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def kids(element: Any) -> list[Any]:
    """Return what an element holds."""
    value = element.get("/K")
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def first(element: Any, *roles: str) -> Any:
    """Return the first element below, or the element itself, with one of these roles."""
    return next(below for below in (element, *walk(element)) if str(below.S)[1:] in roles)


def attributes(element: Any) -> Any:
    """Return the attributes of a table."""
    value = element.A
    return next(owner for owner in (value if isinstance(value, Array) else [value]) if Name.Table == owner.O)


def annotations(element: Any) -> list[Any]:
    """Return the references to annotations in an element and all below it."""
    return [
        kid
        for below in (element, *walk(element))
        for kid in kids(below)
        if isinstance(kid, Dictionary) and "/Obj" in kid
    ]


def numbers(element: Any) -> set[int]:
    """Return the numbers of the marked content in an element and all below it."""
    return {int(kid) for below in (element, *walk(element)) for kid in kids(below) if not isinstance(kid, Dictionary)}


def replace_marks(pdf: pikepdf.Pdf, element: Any, tag: bytes) -> None:
    """Begin the marked contents of an element otherwise; it is on the first page."""
    page, wanted = pdf.pages[0], numbers(element)
    result: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        is_marked = str(operator) == "BDC" and "/MCID" in operands[1] and int(operands[1].MCID) in wanted
        result.append(([Name("/" + tag.decode())], pikepdf.Operator("BMC")) if is_marked else (operands, operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(result))


def orphan(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let an element forget its marked content, all or the one with a number in it."""
    kept = [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/MCID" not in kid]
    element.K = Array(kept)


def unmark(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Take the numbers of marked content away, in the page, the element and the ParentTree."""
    for number in numbers(element):
        parent_array(pdf)[number] = None
    replace_marks(pdf, element, b"Span")
    element.K = Array([])
    element.ActualText = String(argument or "Un quai neuf.")


def parent_array(pdf: pikepdf.Pdf) -> Any:
    """Return the entry of the first page in the ParentTree."""
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1]


def mislead(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let the ParentTree lead from the content of an element to another element."""
    array = parent_array(pdf)
    other = next(entry for entry in array if entry.objgen != element.objgen)
    for number in numbers(element):
        array[number] = other


def delete(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Take an element out of the tree."""
    element.P.K = Array([kid for kid in kids(element.P) if not is_same(kid, element)])


def is_same(kid: Any, element: Any) -> bool:
    """Whether two objects are one."""
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def swap(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let an element and the next change places."""
    parent = element.P
    order = kids(parent)
    place = next(number for number, kid in enumerate(order) if is_same(kid, element))
    order[place : place + 2] = reversed(order[place : place + 2])
    parent.K = Array(order)


def role(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Give an element another role."""
    element.S = Name("/" + argument)


def say(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let an element say something else than what is drawn."""
    element.ActualText = String(argument)


def no_language(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Take away the language of an element and of all in it."""
    for below in (element, *walk(element)):
        if "/Lang" in below:
            del below.Lang


def drop_header(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let a cell name one header less."""
    attributes(element).Headers = Array(list(attributes(element).Headers)[1:])


def turn_headers(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let a cell name its headers the other way round."""
    attributes(element).Headers = Array(list(attributes(element).Headers)[::-1])


def no_headers(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Leave the headers of a cell to Scope."""
    del attributes(element)["/Headers"]


def scope(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Give a header cell another Scope, or none."""
    if argument:
        attributes(element).Scope = Name("/" + argument)
    else:
        del attributes(element)["/Scope"]


def span(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let the last cell of a row claim two columns."""
    cell = kids(element)[-1]
    attributes(cell).ColSpan = 2


def second_link(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Make a second annotation of a link."""
    reference = annotations(element)[0]
    copy = pdf.make_indirect(Dictionary(dict(reference.Obj.items())))
    tree = pdf.Root.StructTreeRoot
    copy.StructParent = int(tree.ParentTreeNextKey)
    link = first(element, "Link")
    tree.ParentTree.Nums = Array([*tree.ParentTree.Nums, int(tree.ParentTreeNextKey), link])
    pdf.pages[0].Annots = Array([*pdf.pages[0].Annots, copy])
    link.K = Array([*kids(link), Dictionary(Type=Name.OBJR, Pg=pdf.pages[0].obj, Obj=copy)])


def no_link(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Take the annotations of an element away, in the tree, the page and the ParentTree."""
    gone = {reference.Obj.objgen for reference in annotations(element)}
    keys = {int(reference.Obj.StructParent) for reference in annotations(element)}
    for below in (element, *walk(element)):
        below.K = Array([kid for kid in kids(below) if not (isinstance(kid, Dictionary) and "/Obj" in kid)])
    page = pdf.pages[0]
    page.Annots = Array([annotation for annotation in page.Annots if annotation.objgen not in gone])
    pairs = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    kept = [
        item
        for key, value in zip(pairs[::2], pairs[1::2], strict=True)
        if int(key) not in keys
        for item in (key, value)
    ]
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(kept)


def lost_target(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let a link name a place that is nowhere."""
    annotations(element)[0].Obj.Dest = String("nulle part")


def alternative(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Give the first picture in an element another alternative."""
    first(element, "Figure").Alt = String(argument)


def empty(pdf: pikepdf.Pdf, element: Any, argument: str) -> None:
    """Let an element say nothing."""
    element.ActualText = String("")


MUTATIONS: dict[str, Callable[[pikepdf.Pdf, Any, str], None]] = {
    "orphan": orphan,
    "unmark": unmark,
    "mislead": mislead,
    "delete": delete,
    "swap": swap,
    "role": role,
    "say": say,
    "no-language": no_language,
    "drop-header": drop_header,
    "turn-headers": turn_headers,
    "no-headers": no_headers,
    "scope": scope,
    "span": span,
    "second-link": second_link,
    "no-link": no_link,
    "lost-target": lost_target,
    "alternative": alternative,
    "empty": empty,
}
