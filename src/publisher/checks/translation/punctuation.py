"""The marks of a translation against those of its source: the last one, its questions, the space around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.checks.text.end_marks import end_mark, ends_with_abbreviation
from publisher.languages.punctuation import punctuation
from publisher.model.remark import Remark
from publisher.model.text import Text

QUESTION = re.compile(r"[?؟](?=[\s»”’\"')\]]|$)")
SENTENCE = re.compile(r"[^\W\d_]{2}[»”\"')\]\s]*[.!?…؟](?=[\s»”’\"')\]]|$)")
SHORT = 3
"""words of a source up to which a mark is a matter of style: labels, headings, cells"""
ALIKE = frozenset(
    {
        ("stop", "exclamation"),
        ("exclamation", "stop"),
        ("stop", "ellipsis"),
        ("ellipsis", "stop"),
        ("exclamation", "ellipsis"),
        ("ellipsis", "exclamation"),
        ("ellipsis", None),
        ("stop", "semicolon"),
        ("semicolon", "stop"),
        ("semicolon", "comma"),
        ("comma", "semicolon"),
        ("comma", "stop"),
        ("comma", "colon"),
        (None, "question"),
    }
)
"""(mark of the source, mark of the translation): what good translators change"""


def check_punctuation(source: Text, target: Text) -> Iterator[Remark]:
    """Yield the end mark that a translation lost, added or changed, a question lost, and space at its edges.

    Rules: `translation/end-lost`, `item-end-lost`, `end-added`, `end-changed`, `question-lost`, `edge-space`,
    `line-breaks`.
    """
    wanted, found = end_mark(source.prose), end_mark(target.prose)
    if wanted == "question" != found:
        yield from _end_of_question(target, found)
    elif wanted != found and (wanted, found) not in ALIKE:
        yield from _end(source, target, wanted, found)
    elif "?" in source.prose and wanted != "question":
        yield from _question_inside(source, target)
    yield from _edges(source.notation, target.notation, len(target.plain))
    breaks = source.plain.count("\n"), target.plain.count("\n")
    if breaks[0] != breaks[1]:
        yield Remark("translation/line-breaks", (str(breaks[0]), str(breaks[1])))


def _end_of_question(target: Text, found: str | None) -> Iterator[Remark]:
    own = punctuation(target.language)
    if found is not None or not own.titles.match(target.prose):
        yield Remark("translation/question-lost", (own.marks["question"],), *_last(target))


def _end(source: Text, target: Text, wanted: str | None, found: str | None) -> Iterator[Remark]:
    own = punctuation(target.language).marks
    if found is None and wanted is not None:
        if len(source.plain.split()) > SHORT and not (wanted == "stop" and ends_with_abbreviation(source)):
            is_item = wanted in ("semicolon", "comma") or source.plain.lstrip()[:1].islower()
            yield Remark(f"translation/{'item-end' if is_item else 'end'}-lost", (own[wanted],), *_last(target))
    elif wanted is None and found is not None:
        if not (found == "stop" and ends_with_abbreviation(target)):
            yield Remark("translation/end-added", (own[found],), *_last(target))
    elif wanted is not None and found is not None:
        yield Remark("translation/end-changed", (own[wanted], own[found]), *_last(target))


def _last(text: Text) -> tuple[int, int]:
    return max(len(text.plain) - 1, 0), len(text.plain)


def _question_inside(source: Text, target: Text) -> Iterator[Remark]:
    """Yield a question that became a statement; one that was joined to its neighbour leaves a sentence less."""
    lost = QUESTION.search(source.prose) and not QUESTION.search(target.prose)
    if lost and len(SENTENCE.findall(target.prose)) >= len(SENTENCE.findall(source.prose)):
        yield Remark("translation/question-lost", (punctuation(target.language).marks["question"],))


def _edges(source: str, target: str, size: int) -> Iterator[Remark]:
    """Yield space before or after a translation that its source has not, or the reverse; `size` is that of its text."""
    before, after = len(target) - len(target.lstrip()), len(target) - len(target.rstrip())
    if bool(before) != source[:1].isspace():
        yield Remark("translation/edge-space", (), 0, before, "" if before else source[0])
    if bool(after) != source[-1:].isspace():
        yield Remark("translation/edge-space", (), size - after, size, "" if after else source[-1])
