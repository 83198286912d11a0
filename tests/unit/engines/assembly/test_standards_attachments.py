"""Files carried inside a PDF: what a reader gets, and what nobody should."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, String

from publisher.engines.assembly.standards.attachments import MOST_BYTES, MOST_FILES, attach, check, fault_of_name
from publisher.engines.assembly.standards.attachments import plain_names as plain
from publisher.errors import ExitCode, PublisherError
from publisher.model.standard import STANDARDS, Attachment, Relationship

CARRYING = STANDARDS["ua-1+a-3a"]


def file(
    name: str = "eau.md", data: bytes = b"# Eau", media_type: str = "text/markdown", said: str = "Le texte"
) -> Attachment:
    return Attachment(name, data, media_type, said)


def carried(*attachments: Attachment, date: str | None = None) -> pikepdf.Pdf:
    """Return a file that was saved and read again with attachments, written on `date` if one is given."""
    pdf, data = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    if date is not None:
        pdf.docinfo.CreationDate = String(date)
    check(CARRYING, attachments)
    attach(pdf, attachments)
    pdf.save(data, deterministic_id=True)
    return pikepdf.open(data)


def refused(*attachments: Attachment) -> PublisherError:
    with pytest.raises(PublisherError) as raised:
        check(CARRYING, attachments)
    return raised.value


@pytest.fixture(autouse=True)
def no_date_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_a_file_is_found_by_name_and_belongs_to_the_document() -> None:
    pdf = carried(
        file("puits.md"), Attachment("ملف.po", b"msgid", "text/x-gettext-translation", "كتالوج", Relationship.DATA)
    )
    first, second = pdf.Root.AF
    assert [str(each.UF) for each in (first, second)] == ["puits.md", "ملف.po"]
    assert [str(each.AFRelationship) for each in (first, second)] == ["/Source", "/Data"]
    assert str(second.Desc) == "كتالوج"
    stream = first.EF.F
    assert stream.objgen == first.EF.UF.objgen and stream.read_bytes() == b"# Eau"
    assert (stream.Type, stream.Subtype) == (Name.EmbeddedFile, Name("/text/markdown"))
    assert int(stream.Params.Size) == 5
    assert bytes(stream.Params.CheckSum) == hashlib.md5(b"# Eau").digest()
    # Viewers list what the name tree holds, and poppler and others read it by bytes.
    names = list(pdf.Root.Names.EmbeddedFiles.Names)
    assert [str(name) for name in names[::2]] == ["puits.md", "ملف.po"]
    assert [each.objgen for each in names[1::2]] == [first.objgen, second.objgen]


def test_an_empty_file_is_carried() -> None:
    pdf = carried(file(data=b""))
    (specification,) = pdf.Root.AF
    assert (specification.EF.F.read_bytes(), int(specification.EF.F.Params.Size)) == (b"", 0)


def test_the_name_tree_is_sorted_and_the_list_is_in_the_order_given() -> None:
    pdf = carried(file("zone.md"), file("été.md"), file("a.md"))
    keys = [bytes(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
    assert keys == sorted(keys) and len(keys) == 3
    assert [str(each.UF) for each in pdf.Root.AF] == ["zone.md", "été.md", "a.md"]


def test_names_that_are_there_stay() -> None:
    pdf = pikepdf.new()
    pdf.Root.Names = Dictionary(Dests=Dictionary())
    attach(pdf, [file()])
    assert {"/Dests", "/EmbeddedFiles"} == set(pdf.Root.Names.keys())


def test_nothing_attached_leaves_no_trace() -> None:
    pdf = carried()
    assert "/AF" not in pdf.Root and "/Names" not in pdf.Root


@pytest.mark.parametrize(
    ("epoch", "own", "expected"),
    [
        ("1600000000", "D:2019", "D:20200913122640Z"),
        (None, "D:20190401", "D:20190401"),
        (None, None, None),
        ("hier", "D:20190401", "D:20190401"),
        ("9" * 5000, None, None),
        ("999999999999", None, None),
        ("-1", None, None),
    ],
)
def test_files_have_the_date_of_the_build_or_of_the_document_or_none(
    epoch: str | None, own: str | None, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    pdf = carried(file(), date=own)
    (specification,) = pdf.Root.AF
    date = specification.EF.F.Params.get("/ModDate")
    assert (None if date is None else str(date)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "..",
        "../eau.md",
        "a/b.md",
        "..\\eau.md",
        "C:eau.md",
        "eau\x00.md",
        "eau\n.md",
        "eau\x7f.md",
        "eau\u202edm.exe",
        "eau\u2028.md",
        "eau\ud800.md",
        "é" * 128,
    ],
    ids=ascii,
)
def test_a_name_that_is_none_is_refused(name: str) -> None:
    error = refused(file("bon.md"), file(name))
    assert error.code is ExitCode.INPUT and error.why and error.hint
    assert all(line.isprintable() for line in error.lines())
    "\n".join(error.lines()).encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [("eau.md", "eau.md"), ("eau.md", "EAU.md"), ("straße.md", "STRASSE.md"), ("été.md", "e\u0301te\u0301.md")],
)
def test_two_files_of_one_name_are_refused(one: str, other: str) -> None:
    assert refused(file(one), file(other)).file == other


@pytest.mark.parametrize(
    "media_type", ["", "text", "text/", "text/markdown; charset=utf-8", "text/mark down", "a/b/c", "texte/é"]
)
def test_what_is_no_media_type_is_refused(media_type: str) -> None:
    assert refused(file(media_type=media_type)).code is ExitCode.INPUT


@pytest.mark.parametrize("said", ["", "  ", "a\nb", "\x1b[31m"])
def test_a_file_without_a_description_is_refused(said: str) -> None:
    assert refused(file(said=said)).code is ExitCode.INPUT


def test_marks_of_direction_are_text_in_a_description() -> None:
    pdf = carried(file(said="ملف eau.md\u200f"))
    (specification,) = pdf.Root.AF
    assert str(specification.Desc) == "ملف eau.md\u200f"


def test_a_file_of_a_hundred_megabytes_is_refused_by_name() -> None:
    error = refused(file("petit.md"), file("grand.md", bytes(100_000_000)))
    assert (error.code, error.file) == (ExitCode.INPUT, "grand.md")


def test_the_limit_is_for_all_files_together() -> None:
    half = bytes(MOST_BYTES // 2)
    check(CARRYING, [file("a.md", half), file("b.md", half)])
    assert refused(file("a.md", half), file("b.md", half), file("c.md", b"x")).code is ExitCode.INPUT


def test_too_many_files_are_refused() -> None:
    many = [file(f"{number}.md") for number in range(MOST_FILES + 1)]
    check(CARRYING, many[1:])
    assert refused(*many).code is ExitCode.INPUT


def test_readers_that_know_ascii_only_get_names_that_differ() -> None:
    names = plain([file(name) for name in ("été.md", "Ete.md", "ملف.md", "تقر.md", "ete-2.md", "℀.md", "‥")])
    assert names == ["ete.md", "Ete-2.md", "___.md", "___-2.md", "ete-2-2.md", "a_c.md", "_"]


@given(st.lists(st.text(max_size=12), max_size=8, unique=True))
def test_a_plain_name_is_a_file_name_of_its_own(names: list[str]) -> None:
    good = [name for name in names if fault_of_name(name) is None]
    found = plain([file(name) for name in good])
    assert len({name.casefold() for name in found}) == len(good)
    assert all(name.isascii() and fault_of_name(name) is None for name in found)
