"""What persons decide in files: accepted findings, answers of an audit, a glossary, the review of an import.

The first line of an input says which of them it is.
"""

from __future__ import annotations

from collections.abc import Callable

from publisher import accepted
from publisher.answers import parse as parse_answers
from publisher.ocr import table
from publisher.readers import glossary
from tests.fuzz.laws import value_or_refusal

DICTIONARY = "toml"
KNOWN = ("matterhorn/01-001", "wcag/1.1.1/html")


def target(data: bytes) -> None:
    kind, _, rest = data.partition(b"\n")
    READERS.get(kind.decode("latin-1"), _accepted)(rest.decode("utf-8", "replace"))


def _accepted(text: str) -> None:
    rows = value_or_refusal(lambda: accepted.parse(text))
    if rows is not None:
        again = value_or_refusal(lambda: accepted.add(text, ()))
        assert again is not None
        assert accepted.parse(again) == rows


def _answers(text: str) -> None:
    form = value_or_refusal(lambda: parse_answers(text, "source/audit/fr.toml", KNOWN))
    if form is not None:
        assert form.answers is not None


def _glossary(text: str) -> None:
    value_or_refusal(lambda: glossary.parse(text, "source/glossary.csv", ("fr", "en", "ar")), has_line=True)


def _review(text: str) -> None:
    rows = value_or_refusal(lambda: table.read(text, "source/d.review.tsv"), has_line=True)
    if rows is not None:
        assert table.read(table.write(rows), "source/d.review.tsv") == rows


READERS: dict[str, Callable[[str], None]] = {
    "accepted": _accepted,
    "answers": _answers,
    "glossary": _glossary,
    "review": _review,
}
