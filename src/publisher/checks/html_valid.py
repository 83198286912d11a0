"""The Nu HTML checker's messages as findings at the block of the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.checks.not_run import not_run
from publisher.model.finding import Finding, Level
from publisher.model.verdict import NuMessage

PREFIX = "html/nu"
ERROR = "html/nu-error"
WARNING = "html/nu-warning"
ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def findings_of(
    messages: Sequence[NuMessage],
    index: Mapping[str, tuple[str, int]],
    *,
    subject: str,
    version: str,
    html: str = "",
    language: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of one page from its messages.

    With `html`, the page itself, a finding is placed at the last block of `index` that begins before it. A message
    that the checker could not read the page means that the test was not run.
    """
    checker = f"Nu HTML checker {version}"
    starts = _starts(html, index)
    lines = _line_starts(html)
    found: list[Finding] = []
    for message in messages:
        if message.type == "non-document-error":
            problem = not_run(PREFIX, message.message, language=language, subject=subject, checker=checker)
            found.append(problem)
            continue
        rule, level = _rule(message)
        block = _block(message, starts, lines)
        file, line = index[block] if block is not None else (subject, message.last_line)
        found.append(
            Finding(
                rule=rule,
                message=message.message,
                level=level,
                language=language,
                file=file,
                line=line,
                id=block,
                hint=_hint(message),
                checker=checker,
                subject=subject,
            )
        )
    return tuple(found)


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


def _hint(message: NuMessage) -> str | None:
    where = f"line {message.last_line}" if message.last_line is not None else None
    extract = " ".join(message.extract.split())
    said = [part for part in (where, f"near {extract}" if extract else None) if part]
    return ", ".join(said) or None
