"""Stylesheets from anywhere: what passes the gate loads nothing from elsewhere, and passes again as it is."""

from __future__ import annotations

from publisher.gates.stylesheets import passed_sheet
from tests.fuzz.passive import loads_of_sheet

DICTIONARY = "css"
FILE = "a.css"


def target(data: bytes) -> None:
    css, findings = passed_sheet(FILE, data.decode("utf-8", "ignore"))  # what replaces bytes is told each time
    assert all(finding.file for finding in findings)
    for address in loads_of_sheet(css):
        raise AssertionError(f"active address: {address!r}")
    again, more = passed_sheet(FILE, css)
    assert again == css, "a second passage changes it"
    assert not more, "a second passage finds something"
