"""The evidence of an audit as a table for a spreadsheet: RFC 4180, a row for every assertion."""

from __future__ import annotations

import csv
import io
import re

from publisher.model.evidence import Assertion, Evidence

BYTE_ORDER_MARK = "\ufeff"
"""without it Excel reads UTF-8 as the code page of the machine, and Arabic as rubbish"""
MOST = 32_767
"""characters of a cell of Excel; what is longer it would spill into the next rows"""
COLUMNS = (
    "outcome", "mode", "level", "rule", "language", "subject", "file", "line", "page", "id", "message", "hint", "msgid",
    "text", "quote", "catalog", "checker", "objects", "wcag", "en301549", "matterhorn", "accepted", "sha256",
    "fingerprint",
)  # fmt: skip
"""the header; every field of a finding has its column, and nothing else is called otherwise than in JSON"""
FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""how a cell begins that a spreadsheet computes (OWASP, CSV injection)"""
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
CONTROLS = {
    code: "\ufffd" for code in (*range(32), *range(0x7F, 0xA0), *range(0xD800, 0xE000)) if chr(code) not in "\t\r\n"
}
"""characters that are no text"""


def table(evidence: Evidence) -> str:
    """Return the table, with a header and a byte order mark, lines ended by CR LF.

    A text that a spreadsheet would take for a formula has an apostrophe before it, numbers excepted; one longer than a
    cell is cut, and ends in an ellipsis.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, evidence.assertions))
    return BYTE_ORDER_MARK + text.getvalue()


def _row(assertion: Assertion) -> list[str]:
    said = assertion.as_json() | {"catalog": None if assertion.catalog is None else str(assertion.catalog)}
    return [_cell(said.get(column)) for column in COLUMNS]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _cell(", ".join(value))
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = text.translate(CONTROLS)
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        text = f"'{text}"
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
