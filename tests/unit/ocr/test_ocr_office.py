from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from publisher.errors import ExitCode, PublisherError
from publisher.ocr import office
from publisher.ocr.values import Element, Role

MAIN = "word/document.xml"


def saved(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(fill: Callable[[Any], None]) -> tuple[Element, ...]:
    return office.read(saved(fill), "r.docx")[2]


def shown(elements: tuple[Element, ...]) -> list[tuple[Role, int, list[str]]]:
    return [(item.role, item.level, [part.text.text for part in item.parts]) for item in elements]


def with_xml(xml: str) -> Callable[[Any], None]:
    def fill(document: Any) -> None:
        document.add_paragraph("Avant.")
        document.element.body.insert(1, parse_xml(xml))

    return fill


def test_styles_say_what_a_paragraph_is() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Rapport des ports", 0)
        document.add_heading("Les quais", 1)
        document.add_paragraph("Un quai\tlong,\nplus  loin.")
        document.add_heading("Le bassin", 3)
        document.add_paragraph("un", style="List Bullet")
        document.add_paragraph("deux", style="List Number")
        document.add_paragraph("Bien.", style="Intense Quote")
        document.add_paragraph("un autre", style="List Bullet")

    source, title, elements, findings = office.read(saved(fill), "r.docx")
    assert title == "Rapport des ports"
    assert shown(elements) == [
        (Role.HEADING, 2, ["Les quais"]),
        (Role.PARAGRAPH, 0, ["Un quai long, plus loin."]),
        (Role.HEADING, 4, ["Le bassin"]),
        (Role.LIST, 0, ["un", "deux"]),
        (Role.QUOTE, 0, ["Bien."]),
        (Role.LIST, 0, ["un autre"]),
    ]
    assert findings == ()
    quote = elements[4].parts[0].text
    assert source.place(quote.origin(0)) == (7, 1), "a line for each paragraph, the title first"


def test_a_table_keeps_its_cells_in_their_columns() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(2, 3)
        for cell, text in zip(table.rows[0].cells, ("Port", "Navires", "Part"), strict=True):
            cell.text = text
        table.cell(1, 0).merge(table.cell(1, 1)).text = "Brest"
        table.cell(1, 2).text = "12 %"

    (table,) = read(fill)
    assert (table.role, table.columns) == (Role.TABLE, 3)
    assert [part.text.text for part in table.parts] == ["Port", "Navires", "Part", "Brest", "", "12 %"]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    xml = (
        f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>le </w:t></w:r><w:ins><w:r><w:t>grand</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>petit</w:delText></w:r></w:del><w:r><w:noBreakHyphen/><w:t>port</w:t></w:r></w:p>"
    )
    assert shown(read(with_xml(xml)))[1] == (Role.PARAGRAPH, 0, ["le grand-port"])


def test_text_in_content_controls_is_read() -> None:
    xml = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>dedans</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert shown(read(with_xml(xml)))[1] == (Role.PARAGRAPH, 0, ["dedans"])


def test_headers_are_left_out_and_said() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Le texte.")
        document.sections[0].header.paragraphs[0].text = "Port de Brest"
        document.sections[0].footer.paragraphs[0].text = "Port de Brest"

    _, garbage = read(fill)
    assert garbage.role is Role.GARBAGE
    assert [(doubt.original, doubt.proposals, doubt.done) for doubt in garbage.doubts] == [
        ("Port de Brest", ("",), True)
    ]


def test_pictures_are_missed_aloud() -> None:
    xml = f"<w:p {nsdecls('w')}><w:r><w:drawing/></w:r></w:p>"
    findings = office.read(saved(with_xml(xml)), "r.docx")[3]
    assert [(finding.rule, finding.file) for finding in findings] == [("import/left-behind", "r.docx")]


def archive(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def test_another_archive_is_no_document() -> None:
    assert office.is_office(saved(lambda document: None))
    assert not office.is_office(archive(text=b"a"))
    assert not office.is_office(b"PK\x03\x04 broken")
    assert not office.is_office(b"Un texte")


@pytest.mark.parametrize(
    "data",
    [
        archive(**{"word__document.xml": b"<w:document"}),
        archive(**{"word__document.xml": bytes(office.MOST_BYTES + 1)}),
        archive(**{"word__document.xml": b"", "[Content_Types].xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        saved(lambda document: None),
        saved(lambda document: None)[:-400],
    ],
    ids=["cut", "bomb", "entities", "no text", "truncated"],
)
def test_a_broken_document_is_refused(data: bytes) -> None:
    with pytest.raises(PublisherError) as error:
        office.read(data, "r.docx")
    assert (error.value.code, error.value.file) == (ExitCode.INPUT, "r.docx")
