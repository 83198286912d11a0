"""Text for a terminal: a place an editor can open, words as well as order, nothing that depends on colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from publisher.errors import one_line
from publisher.model.finding import Finding, Level, Outcome, at_or_above

WIDTH = 100
MOST_ALIKE = 6
"""findings of one rule in a row in one file that are shown; a new language would fill the screen with one sentence"""


def findings(found: Sequence[Finding], least: Level = Level.NOTE) -> str:
    """Return findings of a level or graver, the place first, then what and what to do; last the number of all."""
    lines: list[str] = []
    for (_, rule), group in groupby(at_or_above(found, least), key=lambda finding: (finding.file, finding.rule)):
        same = list(group)
        kept = same if len(same) <= MOST_ALIKE else same[: MOST_ALIKE - 1]
        lines += map(_finding, kept)
        if len(same) > len(kept):
            place = one_line(same[0].file or "publication")
            lines.append(f"{place}: and {len(same) - len(kept)} more of {rule}; --json lists all")
    return "\n".join([*lines, *([""] if lines else []), summary(found)])


def _finding(finding: Finding) -> str:
    place = finding.place or finding.subject or "publication"
    outcome = {Outcome.UNTESTED: "not run", Outcome.CANT_TELL: "to check by hand"}.get(
        finding.outcome, str(finding.level)
    )
    key = f" [{finding.id}]" if finding.id else ""
    lines = [f"{one_line(place)}: {outcome}: {one_line(finding.message)} ({finding.rule}){one_line(key)}"]
    if finding.subject and finding.subject != finding.file:
        lines.append(f"    in: {one_line(finding.subject)}")
    if finding.msgid:
        lines.append(f"    source: {_short(finding.msgid)}")
    if finding.hint:
        lines.append(f"    do: {one_line(finding.hint)}")
    return "\n".join(lines)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def summary(found: Iterable[Finding]) -> str:
    """Return the number of findings by level, and what was not run."""
    found = tuple(found)
    counts = Counter(finding.level for finding in found)
    not_run = sum(finding.outcome is Outcome.UNTESTED for finding in found)
    text = ", ".join(f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in Level)
    return text + (f"; {not_run} not run" if not_run else "")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as aligned text; numbers to the right."""
    from rich.cells import cell_len  # late: most calls print no table

    texts = [list(headers), *([one_line(str(cell)) for cell in row] for row in rows)]
    columns = list(zip(*texts, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    numeric = [len(column) > 1 and all(text.isdigit() for text in column[1:]) for column in columns]

    def padded(text: str, column: int) -> str:
        space = " " * (widths[column] - cell_len(text))
        return space + text if numeric[column] else text + space

    return "\n".join("  ".join(padded(text, column) for column, text in enumerate(row)).rstrip() for row in texts)
