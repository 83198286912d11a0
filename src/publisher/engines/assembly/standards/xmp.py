"""What a file says of itself in XMP: the standards it keeps (ISO 14289-1, 5; ISO 14289-2, 5; ISO 19005-3, 6.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from publisher.errors import ExitCode, PublisherError
from publisher.model.standard import Standard

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA_ID = "http://www.aiim.org/pdfua/ns/id/"
A_ID = "http://www.aiim.org/pdfa/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
PREFIXES = {
    "x": "adobe:ns:meta/",
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfuaid": UA_ID,
    "pdfaid": A_ID,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
"""Prefixes are part of the rules: PDF/UA and PDF/A name the one each property is to be written with."""
HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
TAIL = '\n<?xpacket end="r"?>\n'
DESCRIPTION = f"{{{RDF}}}Description"
ABOUT = f"{{{RDF}}}about"


def identify(pdf: pikepdf.Pdf, standard: Standard) -> None:
    """Let the metadata of a file say that it keeps `standard`, and no other standard."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        raise not_ours("it has no XMP metadata")
    stream.write(identified(stream.read_bytes(), standard))


def identified(packet: bytes, standard: Standard) -> bytes:
    """Return an XMP packet with the identification of `standard` in the place of the one it has.

    Raises PublisherError ENGINE_FAILED when it is no XMP.
    """
    try:
        tree = ElementTree.fromstring(packet)
    except ElementTree.ParseError as error:
        raise not_ours(f"its XMP metadata cannot be read ({error})") from error
    described = tree.find(f"{{{RDF}}}RDF")
    if described is None:
        raise not_ours("its XMP metadata has no rdf:RDF")
    # From PDF 2.0 on, no extension schema has to tell validators of properties they know.
    gone = (UA_ID, A_ID) if standard.pdf_version < "2" else (UA_ID, A_ID, EXTENSION)
    for description in described.findall(DESCRIPTION):
        forget(description, gone)
        if not len(description) and set(description.attrib) <= {ABOUT}:
            described.remove(description)
    properties = dict(identification(standard))
    described.append(ElementTree.Element(DESCRIPTION, {ABOUT: "", **properties}))
    for prefix, uri in PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    return (HEAD + ElementTree.tostring(tree, encoding="unicode") + TAIL).encode()


def forget(description: ElementTree.Element, namespaces: tuple[str, ...]) -> None:
    """Take the properties of some namespaces out of a description, however they are written."""
    for name in [name for name in description.attrib if name.startswith(tuple(f"{{{uri}}}" for uri in namespaces))]:
        del description.attrib[name]
    for child in list(description):
        if child.tag.startswith(tuple(f"{{{uri}}}" for uri in namespaces)):
            description.remove(child)


def identification(standard: Standard) -> Iterator[tuple[str, str]]:
    """Yield the properties that name a standard."""
    said = {
        f"{{{UA_ID}}}part": str(standard.ua_part),
        f"{{{UA_ID}}}rev": standard.ua_revision,
        f"{{{A_ID}}}part": "" if standard.a_part is None else str(standard.a_part),
        f"{{{A_ID}}}conformance": standard.a_conformance,
        f"{{{A_ID}}}rev": standard.a_revision,
    }
    yield from ((name, value) for name, value in said.items() if value)


def not_ours(why: str) -> PublisherError:
    """Return what is told of a file that our worker did not write."""
    return PublisherError(
        "the PDF cannot be made to keep the standard",
        code=ExitCode.ENGINE_FAILED,
        why=why,
        hint="build again without the cache",
    )
