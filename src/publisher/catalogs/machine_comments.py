"""Lines a merge writes for the translator of one entry: what changed, what is similar."""

from __future__ import annotations

from dataclasses import replace

from publisher.catalogs.difference import changed_words
from publisher.model.message import Entry, Message

CHANGED = "Changed: "
SIMILAR = "Similar: “"
MOST_CHARACTERS = 400
"""shown of a text that is similar"""


def with_notes(entry: Entry, message: Message, earlier: tuple[str, ...]) -> Entry:
    """Return `entry` for a message of the template, our own lines last among its extracted comments.

    What changed is told anew while the entry is fuzzy; of `earlier`, its comments so far, the line on a similar text
    stays while there is no translation.
    """
    lines: list[str] = []
    if entry.fuzzy and entry.previous_msgid is not None:
        words = changed_words(entry.previous_msgid, message.msgid)
        lines = [CHANGED + words] if words else []
    elif not any(form.strip() for form in (entry.msgstr, *entry.plurals)):
        lines = [line for line in earlier if line.startswith(SIMILAR) and line not in message.comments]
    if lines:
        message = replace(message, comments=message.comments + tuple(lines))
    return entry if message == entry.message else replace(entry, message=message)


def similar_note(entry: Entry) -> str:
    """Return the line that shows a text and its translation to the translator of another."""
    return f"{SIMILAR}{_short(entry.message.msgid)}” → “{_short(entry.plurals[0] if entry.plurals else entry.msgstr)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_CHARACTERS else line[:MOST_CHARACTERS] + "…"
