from __future__ import annotations

import time
from itertools import zip_longest
from pathlib import Path

import pytest

from publisher.errors import PublisherError
from publisher.ocr import import_text, review

INPUT = Path(__file__).resolve().parents[3].parent / "shared" / "input"


def test_it_is_a_document() -> None:
    found = import_text(b"Titre\n\nUne phrase\nlongue.", "source/mon-texte.txt")
    assert found.markdown == "# Mon texte\n\nTitre\n\nUne phrase longue.\n"
    assert (found.review, found.findings) == ((), ())


def test_findings_of_the_file_are_handed_on() -> None:
    found = import_text(b"\xe9t\xe9", "t.txt")
    assert [(finding.rule, finding.file) for finding in found.findings] == [("import/encoding", "t.txt")]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(PublisherError):
        import_text(b"a\0b", "t.txt")


@pytest.mark.parametrize("piece", ["é", "un mot ", "a_b*", "a-"])
def test_a_line_of_ten_megabytes(piece: str) -> None:
    data = (piece * (10_000_000 // len(piece.encode()))).encode() + b"-\nsuite"
    start = time.process_time()
    found = import_text(data, "t.txt")
    # Far above what it takes, far below what a quadratic step would.
    assert time.process_time() - start < 30
    assert found.markdown.replace("\\", "").count(piece.strip()) >= 10_000_000 // len(piece.encode())


@pytest.mark.skipif(not list(INPUT.glob("*.txt")), reason="the OCR text ../shared/input/*.txt is not on this machine")
def test_nothing_of_the_real_input_is_lost() -> None:
    for file in INPUT.glob("*.txt"):
        data = file.read_bytes()
        found = import_text(data, file.name)
        heading, _, body = found.markdown.partition("\n\n")
        assert heading.startswith("# ")
        words, kept = data.decode().split(), unescaped(body).split()
        assert lost(words, kept) == []
        assert len(kept) > 0.99 * len(words)
        assert import_text(data, file.name, review.read(review.write(found.review), "r.tsv")) == found


def unescaped(markdown: str) -> str:
    pairs = zip_longest(markdown, markdown[1:], fillvalue="")
    marks, skip = [], False
    for character, following in pairs:
        is_escape = not skip and character == "\\" and following != "" and following in "\\`*_{}[]<>()#+-.!|~&:="
        if not is_escape:
            marks.append(character)
        skip = is_escape
    return "".join(marks)


def lost(words: list[str], kept: list[str]) -> list[str]:
    """Return the words that are not in `kept` in this order, as they are or as halves of a joined word."""
    missing, remaining = [], iter(kept)
    rest = ""
    for word in words:
        rest = rest or next(remaining, "")
        if rest.startswith(word):
            rest = rest[len(word) :]
        elif word.endswith("-") and rest.startswith(word[:-1]):
            rest = rest[len(word) - 1 :]
        else:
            missing.append(word)
    return missing
