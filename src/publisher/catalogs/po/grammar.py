"""PO text -> raw entries: one regular expression for what tools write, gettext's grammar for all the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.catalogs.po.escapes import NUMBERED, of_fixed_length
from publisher.catalogs.po.exact import Exact
from publisher.catalogs.po.raw import PoSyntaxError, Raw

NEXT = r"(?=\n*+(?:\Z|#(?!~)|msgctxt |msgid |#~ msgctxt |#~ msgid |#~\| ))"
"""that nothing continues what was read"""
STRING = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"\n'
COMMENTS = r"((?:(?:#(?![~|])[^\n]*+)?\n)*+)"
MOST_UNUSUAL = 20_000
"""entries that are not laid out as all tools do"""
REMEDY = "save it with a PO editor, or write it anew with msgcat"


def raw_entries(text: str) -> Iterator[Raw]:
    """Yield the entries of a PO text in order, at last what follows the last of them, if anything does.

    `text` ends with a line feed and holds no other line end. Errors: PoSyntaxError at the line msgfmt names, and where
    far too many entries are not laid out as all tools do: token by token they take a hundred times as long.
    """
    position, line, unusual = 0, 1, 0
    while position < len(text):
        raw = _usual(text, position, line)
        if raw is None:
            unusual += 1
            if unusual > MOST_UNUSUAL:
                raise PoSyntaxError(f"more than {MOST_UNUSUAL} entries have several keywords in one line", line, REMEDY)
            raw = Exact(text, position, line).entry()
        yield raw
        line += text.count("\n", position, raw.cuts[-1])
        position = raw.cuts[-1]


def _usual(text: str, position: int, line: int) -> Raw | None:
    """Return the entry that starts at `position` when every keyword and string has its line, as all tools write."""
    if position and text[position - 1] != "\n":
        return None
    if match := LIVE.match(text, position):
        return _raw(match, line, "")
    match = OBSOLETE.match(text, position)
    return _raw(match, line, "#~ ") if match else None


def _pattern(mark: str, previous_mark: str) -> re.Pattern[str]:
    def field(keyword: str, mark: str) -> str:
        return f"{mark}{keyword} ({STRING}(?:{mark}{STRING})*+)"

    form = f"{mark}msgstr\\[\\d+\\] {STRING}(?:{mark}{STRING})*+"
    return re.compile(
        f"{COMMENTS}(?:(?:{field('msgctxt', previous_mark)})?+{field('msgid', previous_mark)}"
        f"(?:{field('msgid_plural', previous_mark)})?+)?+"
        f"()(?:{field('msgctxt', mark)})?+{field('msgid', mark)}"
        f"(?:()(?:{field('msgstr', mark)})|{field('msgid_plural', mark)}()((?:{form})++)){NEXT}"
    )


LIVE = _pattern("", r"#\| ")
OBSOLETE = _pattern("#~ ", r"#~\| ")


def _raw(match: re.Match[str], line: int, mark: str) -> Raw | None:
    _, context, identifier, plural, _, msgctxt, msgid, _, msgstr, msgid_plural, _, forms = match.groups()
    plurals = () if forms is None else _forms(forms, mark)
    if forms is not None and not plurals:
        return None
    start, end = match.span()
    source_start = match.start(5)
    line += match.string.count("\n", start, source_start)
    previous = f'"\n{mark.rstrip()}| "' if mark else '"\n#| "'
    separator = f'"\n{mark}"'
    return Raw(
        (start, match.end(1), source_start, match.start(8 if forms is None else 11), end),
        line,
        bool(mark),
        True,
        context and _joined(context, previous),
        identifier and _joined(identifier, previous),
        plural and _joined(plural, previous),
        msgctxt and _joined(msgctxt, separator),
        _joined(msgid, separator),
        msgid_plural and _joined(msgid_plural, separator),
        _joined(msgstr, separator) if forms is None else "",
        plurals,
    )


def _joined(lines: str, separator: str) -> str:
    if "\\" in lines and NUMBERED.search(lines):
        return "".join(of_fixed_length(content) for content in lines[1:-2].split(separator))
    return lines[1:-2].replace(separator, "")


def _forms(lines: str, mark: str) -> tuple[str, ...]:
    forms = [form.partition("] ") for form in f"\n{lines}"[:-1].split(f"\n{mark}msgstr[")[1:]]
    if [number for number, _, _ in forms] != [str(index) for index in range(len(forms))]:
        return ()
    return tuple([_joined(f"{strings}\n", f'"\n{mark}"') for _, _, strings in forms])
