"""Text for a terminal: a place an editor can open, words as well as order, nothing that depends on colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import wrap

from publisher.errors import one_line
from publisher.model.changes import Changes
from publisher.model.evidence import Counts
from publisher.model.finding import Finding, Level, Outcome, at_or_above
from publisher.model.rule import Rule

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
            lines.append(_and_more((same[0].file, rule), len(same) - len(kept)))
    return "\n".join([*lines, *([""] if lines else []), summary(found)])


def _finding(finding: Finding) -> str:
    place = finding.place or finding.subject or "publication"
    key = f" [{finding.id}]" if finding.id else ""
    lines = [f"{one_line(place)}: {_outcome(finding)}: {one_line(finding.message)} ({finding.rule}){one_line(key)}"]
    if finding.subject and finding.subject != finding.file:
        lines.append(f"    in: {one_line(finding.subject)}")
    if finding.msgid:
        lines.append(f"    source: {_short(finding.msgid)}")
    if finding.hint:
        lines.append(f"    do: {one_line(finding.hint)}")
    return "\n".join(lines)


def by_text(found: Sequence[Finding], accepted: int = 0) -> str:
    """Return findings grouped by the text they are about: place, source and text once, then what is said of it.

    Files stand in the order they are first spoken of, texts by their lines. Of texts of one file that nothing but one
    rule speaks of, the first `MOST_ALIKE` are shown, the others counted.
    """
    files = {file: number for number, file in enumerate(dict.fromkeys(finding.file for finding in found))}
    ordered = sorted(found, key=lambda item: (files[item.file], item.line or 0, item.id or "", item.text or ""))
    texts = [list(group) for _, group in groupby(ordered, key=lambda item: (item.file, item.line, item.id, item.text))]
    alike = Counter(map(_sole_rule, texts))
    shown: Counter[tuple[str | None, str] | None] = Counter()
    lines: list[str] = []
    for text in texts:
        kind = _sole_rule(text)
        shown[kind] += 1
        most = MOST_ALIKE if kind is None or alike[kind] <= MOST_ALIKE else MOST_ALIKE - 1
        if kind is None or shown[kind] <= most:
            lines += _text(text)
        elif shown[kind] == alike[kind]:
            lines.append(_and_more(kind, alike[kind] - most))
    said = summary(found) + (f"; {accepted} accepted" if accepted else "")
    return "\n".join([*lines, *([""] if lines else []), said])


def _sole_rule(group: Sequence[Finding]) -> tuple[str | None, str] | None:
    """Return file and rule of a text that one rule only speaks of."""
    return (group[0].file, group[0].rule) if len({finding.rule for finding in group}) == 1 else None


def _and_more(kind: tuple[str | None, str], number: int) -> str:
    file, rule = kind
    return f"{one_line(file or 'publication')}: and {number} more of {rule}; --json lists all"


def _text(group: Sequence[Finding]) -> list[str]:
    first = group[0]
    place = one_line(first.place or first.subject or "publication")
    lines = [f"{place}:{f' [{one_line(first.id)}]' if first.id else ''}"]
    if first.msgid:
        lines.append(f"    source: {_around(first.msgid, None)}")
    if first.text:
        lines.append(f"    {'text' if first.msgid else 'source'}: {_around(first.text, first.quote)}")
    for finding in group:
        lines.append(f"  {_outcome(finding)}: {one_line(finding.message)} ({finding.rule})")
        if finding.fix is not None and finding.quote is not None:
            lines.append(f"    do: “{visible(finding.quote)}” -> “{visible(finding.fix)}”")
        elif finding.hint:
            lines.append(f"    do: {one_line(finding.hint)}")
    return lines


def _around(text: str, quote: str | None) -> str:
    """Return a text on one line; of a long one the part around the words that are meant."""
    line = one_line(text)
    if len(line) <= WIDTH:
        return line
    at = line.find(one_line(quote)) if quote else 0
    start = max(0, min(at - WIDTH // 2, len(line) - WIDTH))
    return ("…" if start else "") + line[start : start + WIDTH] + ("…" if start + WIDTH < len(line) else "")


def visible(text: str) -> str:
    """Return a text in which spaces that are no plain ones can be told apart, as U+202F."""
    return "".join(character if character.isprintable() else f"[U+{ord(character):04X}]" for character in text)


def explanation(rule: Rule) -> str:
    """Return what `explain` says of a rule: why, what to do, texts that fail and texts that pass."""
    lines = [f"{rule.id} ({rule.level})", "", rule.summary, "", *wrap(rule.why, WIDTH), "", f"do: {rule.advice}"]
    for title, examples in (("fails", rule.failing), ("passes", rule.passing)):
        for example in examples:
            lines += ["", f"{title} ({', '.join((example.language, *example.flags))})"]
            lines += [f"    source: {visible(example.source)}"] if example.source is not None else []
            label = "source" if example.source is None else "text"
            first, *rest = example.text.rstrip("\n").split("\n")
            lines += [f"    {label}: {visible(first)}", *(f"        {visible(line)}" for line in rest)]
    return "\n".join(lines)


def _outcome(finding: Finding) -> str:
    words = {Outcome.UNTESTED: "not run", Outcome.CANT_TELL: "to check by hand"}
    return words.get(finding.outcome, str(finding.level))


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


def audit_summary(counts: Counts, changes: Changes | None = None) -> str:
    """Return the numbers of an audit, a line each, and what changed since an earlier one: new and mended by place."""
    levels = f" (errors: {counts.errors}, warnings: {counts.warnings}, notes: {counts.notes})"
    rows: list[tuple[str, int, str]] = [
        ("passed", counts.passed, ""),
        ("failed", counts.failed, levels if counts.failed else ""),
        ("cannot tell", counts.cant_tell, ""),
        ("inapplicable", counts.inapplicable, ""),
        ("not run", counts.not_run, ""),
        ("owed to a person", counts.owed, ""),
    ]
    lines = [f"tests: {counts.total}", *(f"  {name}: {number}{more}" for name, number, more in rows)]
    if changes is None:
        return "\n".join(lines)
    new = [(item.finding.place or item.subject.path, item.finding.message, item.finding.rule) for item in changes.new]
    mended = [(row.place or row.subject or "publication", row.message, row.rule) for row in changes.mended]
    lines += ["since the earlier audit:", *_changed("new", new), f"  known: {len(changes.known)}"]
    return "\n".join([*lines, *_changed("mended", mended)])


def _changed(name: str, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    shown = rows if len(rows) <= MOST_ALIKE else rows[: MOST_ALIKE - 1]
    lines = [f"  {name}: {len(rows)}"]
    lines += [f"    {one_line(place)}: {_short(message)} ({one_line(rule)})" for place, message, rule in shown]
    return lines + ([f"    and {len(rows) - len(shown)} more; the report lists all"] if len(rows) > len(shown) else [])


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
