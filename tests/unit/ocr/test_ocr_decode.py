from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Level
from publisher.ocr.decode import decode

FILE = "texte.txt"


def said(data: bytes) -> list[tuple[str, Level, int | None]]:
    return [(finding.rule, finding.level, finding.line) for finding in decode(data, FILE)[1]]


def test_utf8_is_taken_as_it_is() -> None:
    assert decode("été\n".encode(), FILE) == ("été\n", ())


def test_byte_order_mark_is_said() -> None:
    data = b"\xef\xbb\xbf" + "été".encode()
    assert decode(data, FILE)[0] == "été"
    assert said(data) == [("import/byte-order-mark", Level.NOTE, 1)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_with_a_mark(encoding: str) -> None:
    data = ("\ufeff" * encoding.endswith("be") + "été\r\nhiver").encode(encoding)
    assert decode(data, FILE)[0] == "été\nhiver"
    assert said(data) == [("import/encoding", Level.NOTE, None)]


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(PublisherError) as error:
        decode(b"\xff\xfea", FILE)
    assert error.value.code is ExitCode.INPUT


def test_windows_1252_is_said() -> None:
    data = "l’été à 10 €".encode("cp1252")
    assert decode(data, FILE)[0] == "l’été à 10 €"
    assert said(data) == [("import/encoding", Level.WARNING, None)]


def test_bytes_without_a_meaning_in_windows_1252_become_spaces() -> None:
    assert decode(b"\xe9t\xe9\x81hiver", FILE)[0] == "été hiver"
    assert [rule for rule, _, _ in said(b"\xe9t\xe9\x81hiver")] == ["import/encoding", "import/control-character"]


def test_a_few_strange_bytes_do_not_ruin_the_other_accents() -> None:
    data = "été à Noël\n".encode() + b"\xe9t\xe9 \x80"
    assert decode(data, FILE)[0] == "été à Noël\nété €"
    assert said(data) == [("import/encoding-mixed", Level.WARNING, 2)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029"])
def test_line_ends_are_made_one(end: str) -> None:
    assert decode(f"un{end}deux{end}".encode(), FILE)[0] == "un\ndeux\n"


def test_control_characters_become_spaces_and_are_counted() -> None:
    text, findings = decode(b"un\r\ndeux\x07trois\x1b\tquatre\fcinq\xc2\x85", FILE)
    assert text == "un\ndeux trois \tquatre\fcinq "
    assert said(b"un\r\ndeux\x07trois\x1b") == [("import/control-character", Level.WARNING, 2)]
    assert "3" in findings[0].message


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (b"\xef\xbb\xbf", None),
        (b" \n\t\f \n", None),
        ("\u00a0\n\u200b".encode(), None),
        (b"un\ndeux\0", 2),
        (b"\0" * 100, 1),
        ("été".encode("utf-16-le"), 1),
        ("un\r\ndeux\0".encode("utf-16"), 2),
        (bytes(range(1, 32)) * 10, None),
        (b"%PDF-1.7\n", None),
        (b"PK\x03\x04rest", None),
        (b"{\\rtf1 texte}", None),
        (b"\x89PNG\r\n", None),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, line: int | None) -> None:
    with pytest.raises(PublisherError) as error:
        decode(data, FILE)
    assert (error.value.code, error.value.file, error.value.line) == (ExitCode.INPUT, FILE, line)
    assert error.value.why and error.value.hint
    assert len(error.value.lines()) <= 4
