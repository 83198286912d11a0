"""A standard is data, and a file that keeps it says so."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publisher.engines.assembly.standards import conform
from publisher.engines.assembly.standards.xmp import A_ID, RDF, UA_ID, identified
from publisher.errors import ExitCode, PublisherError
from publisher.model.standard import DEFAULT, STANDARDS, Attaching, Attachment, Standard, media_type

BY_ATTRIBUTES = (
    '<rdf:Description rdf:about="" pdfaid:part="2" pdfaid:conformance="A"/>'
    '<rdf:Description rdf:about="" pdfuaid:part="1" pdf:Producer="essai"/>'
)
BY_ELEMENTS = (
    '<rdf:Description rdf:about=""><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>'
    "<pdfuaid:part>1</pdfuaid:part><pdf:Producer>essai</pdf:Producer></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:e="http://www.aiim.org/pdfa/ns/extension/"><e:schemas/></rdf:Description>'
)
SOURCE = Attachment("eau.md", b"# Eau", "text/markdown", "Le texte du rapport")


def packet(identification: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:pdfaid="{A_ID}" xmlns:pdfuaid="{UA_ID}"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{identification}<rdf:Description rdf:about=""><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">L’eau &amp; les puits</rdf:li></rdf:Alt></dc:title></rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def said(xmp: bytes) -> dict[str, str]:
    """Return the simple properties of a packet, however they are written."""
    found: dict[str, str] = {}
    for description in ElementTree.fromstring(xmp).iter(f"{{{RDF}}}Description"):
        properties = [*description.attrib.items(), *((child.tag, child.text or "") for child in description)]
        for name, value in properties:
            assert name not in found or name == f"{{{RDF}}}about"
            found[name] = value
    return found


def tagged(xmp: bytes | None = None) -> pikepdf.Pdf:
    """Return a tagged file with nothing in it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if xmp is not None:
        pdf.Root.Metadata = pikepdf.Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    return pdf


def saved(pdf: pikepdf.Pdf, standard: Standard) -> bytes:
    data = BytesIO()
    pdf.save(data, min_version=standard.pdf_version, deterministic_id=True)
    return data.getvalue()


def attachments(standard: Standard) -> list[Attachment]:
    return [] if standard.attaching is Attaching.NEVER else [SOURCE]


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
@pytest.mark.parametrize("before", [BY_ATTRIBUTES, BY_ELEMENTS], ids=["attributes", "elements"])
def test_a_file_names_the_standard_it_keeps_and_no_other(standard: Standard, before: str) -> None:
    xmp = identified(packet(before), standard)
    found = said(xmp)
    expected = {
        f"{{{UA_ID}}}part": str(standard.ua_part),
        f"{{{UA_ID}}}rev": standard.ua_revision,
        f"{{{A_ID}}}part": str(standard.a_part or ""),
        f"{{{A_ID}}}conformance": standard.a_conformance,
        f"{{{A_ID}}}rev": standard.a_revision,
    }
    identification = {name: value for name, value in found.items() if name.startswith((f"{{{UA_ID}}}", f"{{{A_ID}}}"))}
    assert identification == {name: value for name, value in expected.items() if value}
    # What it says of itself otherwise stays, and the prefixes are those the standards name.
    assert found["{http://ns.adobe.com/pdf/1.3/}Producer"] == "essai"
    assert "L’eau &amp; les puits" in xmp.decode() and b'xml:lang="x-default"' in xmp
    assert b"pdfuaid:part=" in xmp and xmp.startswith('<?xpacket begin="\ufeff"'.encode())
    assert identified(xmp, standard) == xmp


def test_an_extension_schema_is_for_pdf_1_7_only() -> None:
    kept = {name: b"schemas" in identified(packet(BY_ELEMENTS), standard) for name, standard in STANDARDS.items()}
    assert kept == {name: standard.pdf_version == "1.7" for name, standard in STANDARDS.items()}


@pytest.mark.parametrize(
    "xmp", [b"", b"<x", b"<x/>", b"\xff\xfe", None], ids=["empty", "cut", "no RDF", "bytes", "none"]
)
def test_metadata_that_cannot_be_read_is_an_error_of_the_file(xmp: bytes | None) -> None:
    with pytest.raises(PublisherError) as raised:
        conform(tagged(xmp), STANDARDS["ua-2"])
    assert raised.value.code is ExitCode.ENGINE_FAILED and raised.value.why and raised.value.hint


@pytest.mark.parametrize("tree", ["none", "two documents", "another root"])
def test_a_file_without_tags_of_ours_cannot_become_pdf_ua_2(tree: str) -> None:
    pdf = tagged(packet(BY_ATTRIBUTES))
    (document,) = pdf.Root.StructTreeRoot.K
    if tree == "none":
        del pdf.Root.StructTreeRoot
    elif tree == "two documents":
        pdf.Root.StructTreeRoot.K = Array([document, pdf.make_indirect(Dictionary(S=Name.Document))])
    else:
        document.S = Name.Sect
    with pytest.raises(PublisherError) as raised:
        conform(pdf, STANDARDS["ua-2"])
    assert raised.value.code is ExitCode.ENGINE_FAILED


def test_the_standard_of_our_worker_leaves_its_file_alone() -> None:
    pdf, same = tagged(packet(BY_ATTRIBUTES)), tagged(packet(BY_ATTRIBUTES))
    conform(pdf, DEFAULT)
    assert saved(pdf, DEFAULT) == saved(same, DEFAULT)


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_the_first_line_of_a_file_is_that_of_its_standard(standard: Standard) -> None:
    pdf = tagged(packet(BY_ATTRIBUTES))
    conform(pdf, standard, attachments(standard))
    assert saved(pdf, standard).startswith(f"%PDF-{standard.pdf_version}".encode())


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_the_same_input_gives_the_same_bytes(standard: Standard) -> None:
    files = []
    for _ in range(2):
        pdf = tagged(packet(BY_ELEMENTS))
        conform(pdf, standard, attachments(standard))
        files.append(saved(pdf, standard))
    assert files[0] == files[1]


def test_a_standard_says_whether_it_carries_files() -> None:
    refusing = [standard for standard in STANDARDS.values() if standard.attaching is Attaching.NEVER]
    asking = [standard for standard in STANDARDS.values() if standard.attaching is Attaching.ALWAYS]
    assert refusing and asking
    for standard, given in [*((each, [SOURCE]) for each in refusing), *((each, list[Attachment]()) for each in asking)]:
        with pytest.raises(PublisherError) as raised:
            conform(tagged(packet(BY_ATTRIBUTES)), standard, given)
        assert raised.value.code is ExitCode.USAGE and raised.value.hint


def test_names_of_standards_are_what_they_are_found_by() -> None:
    assert STANDARDS[DEFAULT.name] is DEFAULT
    assert all(name == standard.name and standard.flavours for name, standard in STANDARDS.items())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-eau.md", "text/markdown"),
        ("EAU.HTML", "text/html"),
        ("eau.fr.po", "text/x-gettext-translation"),
        ("publication.toml", "application/toml"),
        ("print.css", "text/css"),
        ("eau.xyz", "application/octet-stream"),
        ("md", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_media_type_is_known_by_the_suffix(name: str, expected: str) -> None:
    assert media_type(name) == expected
