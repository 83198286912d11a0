"""Running heads and folios: a form for each page, drawn where the part left room for it (ISO 32000-1, 8.10)."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.failures import AGAIN
from publisher.errors import ExitCode, PublisherError


def stamp(pages: Sequence[Object], forms: Sequence[Object]) -> None:
    """Give the pages of one part their forms, `/Run0` to the first: parts share one dictionary among their pages."""
    for index, (page, form) in enumerate(zip(pages, forms, strict=True)):
        resources = page.Resources
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        resources.XObject[f"/Run{index}"] = form


def empty_forms(pdf: pikepdf.Pdf, count: int) -> list[Object]:
    """Return one form that draws nothing, `count` times."""
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 0, 0]), Resources=Dictionary())
    return [form] * count


def head_forms(pdf: pikepdf.Pdf, heads: pikepdf.Pdf, count: int) -> list[Object]:
    """Return a form for each page of `heads`, an untagged file with a page for each of the `count` pages of `pdf`.

    Pages that look alike, above all those without any head, share one. Raises PublisherError ENGINE_FAILED when the
    number of pages is another.
    """
    if len(heads.pages) != count:
        raise PublisherError(
            "the running heads do not fit the pages",
            code=ExitCode.ENGINE_FAILED,
            why=f"there are {len(heads.pages)} pages of heads for {count} pages",
            hint=AGAIN,
        )
    forms: dict[tuple[bytes, ...], Object] = {}
    order: list[Object] = []
    for page in heads.pages:
        # The content stream itself becomes the form: nothing is drawn or compressed anew.
        content, size = page.obj.Contents, page.obj.MediaBox
        key = content.read_raw_bytes(), page.obj.Resources.unparse(), size.unparse()
        if key not in forms:
            content.Type, content.Subtype = Name.XObject, Name.Form
            content.BBox, content.Resources = size, page.obj.Resources
            forms[key] = content
        order.append(forms[key])
    # In one call, as each would look at all that was copied before.
    copied = pdf.copy_foreign(heads.make_indirect(Array(order)))
    return [copied[index] for index in range(count)]
