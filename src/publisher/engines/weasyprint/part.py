"""A part of a publication: the file of one document, made ready to be joined with others without being drawn again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pydyf

from publisher.engines.weasyprint import finish
from publisher.engines.weasyprint.write import string_bytes


def finish_part(document: Any, pdf: Any, elsewhere: Collection[str] = ()) -> None:
    """Finish the file of a document that will be a part of a publication.

    Each page gets a place for its running heads, named destinations are put in the order of their bytes. `elsewhere`
    are targets of links that lie in other parts: layout had to be told of them, so that it writes the links, and the
    part does not claim them. The place on the page with index i is a form `/Run<i>`, which whoever joins the parts
    adds to the resources.
    (ISO 32000-1, 7.9.6, 12.3.2.3 and 14.8.2.2)
    """
    finish.finish(document, pdf)
    for index, number in enumerate(pdf.pages["Kids"][::3]):
        leave_room(contents(pdf, pdf.objects[number]), index)
    own_names(pdf, elsewhere)


def contents(pdf: Any, page: Any) -> Any:
    """Return the content stream of a page, still a list of operators."""
    return pdf.objects[int(page["Contents"].split()[0])]


def leave_room(stream: Any, index: int) -> None:
    """Draw the form of the running heads after all else on a page.

    Layout turns the axis of the page around and leaves it so, hence q and Q around its operators.
    """
    stream.stream.insert(0, b"q")
    stream.stream += [b"Q", b"/Artifact <</Type /Pagination>> BDC", b"q", b"/Run%d Do" % index, b"Q", b"EMC"]


def own_names(pdf: Any, elsewhere: Collection[str]) -> None:
    """Keep the named destinations that lie in this part; layout sorts by characters, readers search by bytes."""
    names = pdf.catalog.get("Names", {})
    if "Dests" not in names:
        return
    pairs = names["Dests"]["Names"]
    places = {name.string: place for name, place in zip(pairs[::2], pairs[1::2], strict=True)}
    kept = sorted(places.keys() - set(elsewhere), key=string_bytes)
    names["Dests"] = pydyf.Dictionary(
        {"Names": pydyf.Array(item for name in kept for item in (pydyf.String(name), places[name]))}
    )
