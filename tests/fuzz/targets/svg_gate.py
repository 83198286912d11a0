"""Drawings: what passes the gate is passive, well-formed, and passes again as it is."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from publisher.gates.pictures import passed_picture
from tests.fuzz.passive import active_nodes, loads_of_sheet

DICTIONARY = "svg"
FILE = "source/images/a.svg"
STYLE = "{http://www.w3.org/2000/svg}style"
PICTURE = re.compile(r"href: <(?:image|feimage) href='data:image/(?:png|jpeg|gif|webp);base64,")
"""what a drawing may hold inside itself"""


def target(data: bytes) -> None:
    passed = passed_picture(FILE, data)
    assert all(finding.file for finding in passed.findings)
    assert passed.findings or passed.data is not None, "nothing is left, and nobody says why"
    if passed.data is None:
        return
    assert b"<!DOCTYPE" not in passed.data.upper(), "active: a document type"
    assert b"<?xml-stylesheet" not in passed.data.lower(), "active: a style sheet"
    root = ElementTree.fromstring(passed.data)
    for part in active_nodes(root):
        if part != "element: <style>" and not PICTURE.match(part):
            raise AssertionError(f"active {part}")
    for address in loads_of_sheet("\n".join(node.text or "" for node in root.iter(STYLE))):
        raise AssertionError(f"active address: {address!r}")
    again = passed_picture(FILE, passed.data)
    assert again.data == passed.data, "a second passage changes it"
    assert not again.findings, "a second passage finds something"
