from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher.engines.pdf import facts, structure_ids
from publisher.errors import ExitCode, PublisherError


def tagged() -> tuple[bytes, dict[str, int]]:
    """Return a file with a small structure tree, and the object number of each element by name."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    span = pdf.make_indirect(Dictionary(S=Name.Span))
    paragraph = pdf.make_indirect(Dictionary(S=Name.P, ID=String("p-1"), K=Array([span, 0, Dictionary(S=Name.Link)])))
    section = pdf.make_indirect(Dictionary(S=Name.Sect, K=paragraph))
    other = pdf.make_indirect(Dictionary(S=Name.P, ID=String("é-2"), K=Dictionary(Type=Name.MCR, MCID=1)))
    document = pdf.make_indirect(Dictionary(S=Name.Document, K=Array([section, other])))
    # A damaged file may lead back to where it came from.
    span.K = Array([document])
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=document)
    pdf.Root.Lang = String("fr")
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Un titre"
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "A"
    elements = {"span": span, "p": paragraph, "section": section, "other": other, "document": document}
    out = BytesIO()
    pdf.save(out)
    # Saving numbers the objects anew; the ids and roles tell them apart.
    numbers: dict[str, int] = {}
    with pikepdf.open(out) as read:
        for item in read.objects:
            if isinstance(item, pikepdf.Dictionary) and "/S" in item:
                role = str(item.S)
                name = "other" if str(item.get("/ID", "")) == "é-2" else {"/Span": "span", "/P": "p"}.get(role, role)
                numbers[name] = item.objgen[0]
    assert len(numbers) == len(elements)
    return out.getvalue(), numbers


def test_an_element_has_its_own_id_or_that_of_the_nearest_ancestor() -> None:
    data, numbers = tagged()
    assert structure_ids(data) == {numbers["p"]: "p-1", numbers["span"]: "p-1", numbers["other"]: "é-2"}


def test_facts_are_what_the_file_says_of_itself() -> None:
    found = facts(tagged()[0])
    assert (found.language, found.title, found.pages) == ("fr", "Un titre", 1)
    assert found.roles == {"Document": 1, "Link": 1, "P": 2, "Sect": 1, "Span": 1}
    assert (found.ua_part, found.a_part, found.a_conformance) == (None, "2", "A")


def test_a_file_without_tags_has_none() -> None:
    out = BytesIO()
    pikepdf.new().save(out)
    assert structure_ids(out.getvalue()) == {}
    assert facts(out.getvalue()).roles == {}


def test_half_a_file_is_unreadable_input() -> None:
    for read in (structure_ids, facts):
        with pytest.raises(PublisherError) as raised:
            read(tagged()[0][:200])
        assert raised.value.code is ExitCode.INPUT
