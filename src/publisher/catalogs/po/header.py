"""The header of a catalog: an entry without msgid, whose msgstr is `Name: value` lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

CHARSET = re.compile(r"charset=([^\s;]*)", re.IGNORECASE)
ACCEPTED = ("UTF-8", "UTF8", "CHARSET")
"""the last is what a template says that has no charset yet"""

Fields = tuple[tuple[str, str], ...]


def header_fields(msgstr: str) -> Fields:
    """Return the fields in order; a line without a name belongs to the field before.

    Law: `header_fields(header_text(fields)) == fields`, for values without blanks around them.
    """
    fields: list[tuple[str, str]] = []
    for line in msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.append((name, value.strip()))
        elif line.strip():
            last, before = fields.pop() if fields else ("", "")
            fields.append((last, f"{before}\n{line.strip()}".lstrip("\n")))
    return tuple(fields)


def header_text(fields: Fields) -> str:
    """Return the msgstr of a header."""
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)


def header_faults(msgstr: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield a field's name, what is wrong with it, and what to do; an empty `language` goes with any."""
    fields = header_fields(msgstr)
    for charset in CHARSET.findall(msgstr):  # gettext takes the first it finds, in whatever field
        if charset.upper() not in ACCEPTED:
            yield _field_of("charset=", fields), f"the catalog declares the charset {charset}", "save it as UTF-8"
    for name, times in Counter(name for name, _ in fields if name).items():
        if times > 1:
            yield name, f"the header has {name} twice", "remove one of the two"
    declared = dict(fields).get("Language", "")
    if language and declared and _primary(declared) != _primary(language):
        yield (
            "Language",
            f"the header says the language is {declared}",
            f"this is the folder of {language}: move or mend it",
        )


def _field_of(text: str, fields: Fields) -> str:
    return next((name for name, value in fields if text in value.lower()), "")


def _primary(tag: str) -> str:
    return re.split(r"[-_.@]", tag.strip(), maxsplit=1)[0].lower()
