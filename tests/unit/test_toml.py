"""TOML of a person's hand: faults have lines, and no text costs more than its size."""

from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.toml import MAX_DOTS, read_toml

DEEP = ".".join("a" * 5000)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb =\n", 2),
        ("a = 1\na = 2\n", 2),
        ('a = "x\n', 1),
        (f"a = 1\n{DEEP} = 1\n", 2),
        (f"x = {{ {DEEP} = 1 }}\n", 1),
        (f'"=".{DEEP} = 1\n', 1),
        (f"[{DEEP}]\n", 1),
        ("a = " + "[" * 20000, None),
        ("a = " + "9" * 5000, None),
        ("a = 1 # " + "x" * 2000, None),
    ],
)
def test_a_fault_is_an_error_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(PublisherError) as caught:
        read_toml(text, "source/x.toml", most_bytes=1000 if "xxx" in text else 50_000, hint="h")
    assert (caught.value.code, caught.value.file) == (ExitCode.USAGE, "source/x.toml")
    assert caught.value.line == line or line is None


def test_sentences_have_full_stops() -> None:
    text = "x. " * MAX_DOTS
    assert read_toml(f'a = "{text}"', "x.toml", most_bytes=50_000, hint="h") == {"a": text}
