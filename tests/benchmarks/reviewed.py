"""Reviewed catalogs of other projects, with the code in their texts told from their prose as our readers tell it."""

from __future__ import annotations

import re
from pathlib import Path

import polib

CODE = re.compile(r"(?::[\w:+-]+:)?(?:``[^`]+``|`[^`]+`)_{0,2}")
"""code and roles of reStructuredText and Markdown"""
BLOCK = re.compile(r"^\s*(?:```|~~~|/\*|//|>>>|\$ )|\n(?:```|    )")
"""a text that is code as a whole, which our readers never make a message of"""


def prepare(catalog: Path, output: Path) -> None:
    """Write the translated entries of a catalog with `<code>` around their code.

    Entries whose two sides do not hold the same code are left out: in these notations a role is often translated by
    right.
    """
    made = polib.POFile()
    made.metadata = {"Language": output.stem, "Content-Type": "text/plain; charset=UTF-8"}
    for entry in polib.pofile(catalog.read_text("utf-8")):
        if not entry.translated() or entry.obsolete or entry.msgid_plural or BLOCK.search(entry.msgid):
            continue
        names = _names(entry.msgid)
        if names.keys() == _names(entry.msgstr).keys():
            msgid, msgstr = _tagged(entry.msgid, dict(names)), _tagged(entry.msgstr, dict(names))
            made.append(polib.POEntry(msgid=msgid, msgstr=msgstr, msgctxt=entry.msgctxt))
    made.save(str(output))


def _names(text: str) -> dict[str, str]:
    """Return a tag for each stretch of code of a text."""
    found = dict.fromkeys(match.group() for match in CODE.finditer(text))
    return {code: f"code{number}" for number, code in enumerate(found, 1)}


def _tagged(text: str, names: dict[str, str]) -> str:
    """Return a text in the translators' notation; its own angle brackets are text, and so is code that stands again."""
    plain = re.sub(r"<(?=[/a-z])", "&lt;", text)

    def tag(match: re.Match[str]) -> str:
        name = names.pop(match.group(), None)
        return f"<{name}>{match.group()}</{name}>" if name else match.group()

    return CODE.sub(tag, plain)
