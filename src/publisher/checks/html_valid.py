"""The Nu HTML checker's messages as assertions at the block of the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.checks.keeping import kept
from publisher.checks.not_run import not_run
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding, Level
from publisher.model.verdict import NuMessage

PREFIX = "html/nu"
ERROR = "html/nu-error"
WARNING = "html/nu-warning"
WORDS = {
    "block": "correct the markup of this block in the source, then build and audit again",
    "page": "look at this place of the page; when the source does not hold that markup, report the fault of this tool",
    "unread": "build again, then audit again; when that does not help, run: publisher doctor",
}
ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def assertions_of(
    messages: Sequence[NuMessage],
    index: Mapping[str, tuple[str, int]],
    subject: TestSubject,
    *,
    version: str,
    html: str = "",
) -> tuple[Assertion, ...]:
    """Return what the checker says of one page: its messages, and which of its two rules are kept.

    With `html`, the page itself, a finding is placed at the last block of `index` that begins before it. A message
    that the checker could not read the page means that the test was not run.
    """
    checker = f"Nu HTML checker {version}"
    unread = [message.error for message in messages if message.error is not None]
    if unread:
        problem = not_run(PREFIX, unread[0], language=subject.language, subject=subject.path, checker=checker)
        return (Assertion(replace(problem, hint=WORDS["unread"]), subject),)
    starts = _starts(html, index)
    lines = _line_starts(html)
    found: list[Assertion] = []
    for message in messages:
        rule, level = _rule(message)
        block = _block(message, starts, lines)
        file, line = index[block] if block is not None else (subject.path, message.last_line)
        finding = Finding(
            rule=rule,
            message=_said(message),
            level=level,
            language=subject.language,
            file=file,
            line=line,
            id=block,
            hint=WORDS["block" if block is not None else "page"],
            checker=checker,
            subject=subject.path,
        )
        found.append(Assertion(finding, subject))
    broken = {assertion.finding.rule for assertion in found}
    passed = tuple(kept(rule, subject, checker, 1) for rule in (ERROR, WARNING) if rule not in broken)
    return *found, *passed


def _rule(message: NuMessage) -> tuple[str, Level]:
    if message.type == "error":
        return ERROR, Level.ERROR
    return WARNING, Level.WARNING if message.sub_type == "warning" else Level.NOTE


def _starts(html: str, index: Mapping[str, tuple[str, int]]) -> list[tuple[int, str]]:
    ids = ((found.start(), found[1] or found[2] or found[3] or "") for found in ID.finditer(html))
    return [(place, id) for place, id in ids if id in index]


def _line_starts(html: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", html))]


def _block(message: NuMessage, starts: Sequence[tuple[int, str]], lines: Sequence[int]) -> str | None:
    number = message.last_line
    if number is None or not 0 < number <= len(lines):
        return None
    place = lines[number - 1] + (message.last_column or 0)
    return next((id for start, id in reversed(starts) if start < place), None)


def _said(message: NuMessage) -> str:
    """Return the message with the markup it is about; lines of a page say nothing, the next build moves them."""
    extract = " ".join(message.extract.split())
    return f"{message.message} (near {extract})" if extract else message.message
