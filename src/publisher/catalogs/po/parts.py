"""The four parts of an entry in its file, and what each of them states."""

from __future__ import annotations

from publisher.catalogs.po.comments import Comments
from publisher.model.message import Entry


def stated(entry: Entry, comments: Comments) -> tuple[object, ...]:
    """Return what each part states: comments, the previous message, the message, the translation."""
    message, obsolete = entry.message, entry.obsolete
    return (
        comments,
        (obsolete, entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural),
        (obsolete, message.msgctxt, message.msgid, message.msgid_plural),
        (obsolete, entry.msgstr, entry.plurals),
    )
