"""A file with a new text keeps what stays, byte by byte."""

from __future__ import annotations

import pytest

from publisher.pipeline.rewriting import rewritten


@pytest.mark.parametrize(
    ("data", "text", "after"),
    [
        (b"a\nb\n", "a\nc\n", b"a\nc\n"),
        (b"a\r\nb\r\n", "a\nc\n", b"a\r\nc\r\n"),
        (b"\xef\xbb\xbfa\nb\n", "c\nb\n", b"\xef\xbb\xbfc\nb\n"),
        (b"a\r\nb\nc\r\n", "a\nb\nd\n", b"a\r\nb\nd\r\n"),
        (b"a\r\nb", "a\nc", b"a\r\nc"),
        (b"a\nb", "a\nb\n", b"a\nb\n"),
    ],
)
def test_line_ends_and_marks_stay(data: bytes, text: str, after: bytes) -> None:
    assert rewritten("d.po", data, text).after == after


def test_the_diff_shows_the_lines_that_change_and_no_other() -> None:
    change = rewritten("d.po", b"a\r\nb\r\nc\r\nd\r\ne\r\n", "a\nb\nX\nd\ne\n")
    assert [line for line in change.diff() if line.startswith(("+", "-"))][2:] == ["-c\r", "+X\r"]


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_a_file_keeps_its_line_ends_whatever_they_are(end: str) -> None:
    before, after = (f"# Titre{end}{end}{last}{end}".encode() for last in ("Voilà !", "Voilà\u202f!"))
    assert rewritten("a.md", before, "# Titre\n\nVoilà\u202f!\n").after == after
