"""PO files: read or refused with a line, and what was read comes back from what is written."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.catalogs.merge import merge
from publisher.catalogs.po import read_catalog, write_catalog
from publisher.catalogs.search import comment_lines
from publisher.checks.catalog import check_catalog
from publisher.languages import language
from publisher.model.message import Catalog, Template
from tests.fuzz.laws import findings_have_places, value_or_refusal

DICTIONARY = "po"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|\\(?:[0-7]{3}|[abfnrtv])")
"""control characters, and how PO strings write them"""


def read(data: bytes) -> Catalog | None:
    return value_or_refusal(lambda: read_catalog(data, "locale/en/LC_MESSAGES/d.po", "d", "en"), has_line=True)


def target(data: bytes) -> None:
    catalog = read(data)
    if catalog is None:
        return
    written = write_catalog(catalog)
    again = read(written.encode())
    assert again is not None, "what we write is refused"
    assert again.headers == catalog.headers
    assert without_lines(again) == without_lines(catalog), "writing lost or changed an entry"
    assert write_catalog(again) == written
    template = Template("d", tuple(entry.message for entry in catalog.live))
    findings_have_places(check_catalog(template, catalog, language("en")), data.count(b"\n") + data.count(b"\r") + 1)
    merged, _ = merge(template, catalog)
    kept = {form for entry in merged.entries for form in (entry.msgstr, *entry.plurals)}
    # Of two entries for one message one stays; what the other says is a comment then.
    noted = {*merged.header_comments, *(line for entry in merged.entries for line in entry.translator_comments)}
    forms = [form for entry in catalog.entries for form in (entry.msgstr, *entry.plurals) if form.strip()]
    assert all(form in kept or noted.issuperset(comment_lines((form,))) for form in forms)
    assert read(write_catalog(merged).encode()) is not None, "what we merged is refused"


def without_lines(catalog: Catalog) -> list[object]:
    """Return the entries as they compare: without lines, and without the control characters of comments.

    Those are written as escapes, which a comment does not have.
    """
    return [
        replace(
            entry,
            line=None,
            translator_comments=tuple(CONTROL.sub("", line) for line in entry.translator_comments),
            message=replace(entry.message, comments=tuple(CONTROL.sub("", line) for line in entry.message.comments)),
        )
        for entry in catalog.entries
    ]
