"""Catalog, Template -> PO text: what is unchanged keeps its lines, the rest is laid out as msgcat does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.catalogs.po.comments import comments_of, rewrite_comments, write_comments
from publisher.catalogs.po.header import header_fields, header_text
from publisher.catalogs.po.parts import stated
from publisher.catalogs.po.wrapping import field_lines
from publisher.model.message import Catalog, Entry, Message, Template


def write_catalog(catalog: Catalog) -> str:
    """Return the text of a `.po` file; the same catalog always gives the same bytes.

    Laws: `read_catalog(write_catalog(c)) == c`, lines and file aside; a text of whole lines that starts with its
    header comes back from reading and writing as it was.
    """
    return _written(_header(catalog), catalog.entries) + catalog.footer


def write_template(template: Template, headers: tuple[tuple[str, str], ...]) -> str:
    """Return the text of a `.pot` file."""
    header = Entry(Message(""), header_text(headers))
    return _written((header,), (Entry(message) for message in template.messages))


def _header(catalog: Catalog) -> tuple[Entry, ...]:
    known = catalog.header
    if known is None:
        named = catalog.headers or catalog.header_comments
        known = Entry(Message("")) if named else None
    if known is None:
        return ()
    if header_fields(known.msgstr) != catalog.headers:
        known = replace(known, msgstr=header_text(catalog.headers))
    return (replace(known, translator_comments=catalog.header_comments),)


def _written(header: Iterable[Entry], entries: Iterable[Entry]) -> str:
    lines: list[str] = []
    for entry in (*header, *entries):
        _append(lines, entry)
    return "".join(lines)


def _append(lines: list[str], entry: Entry) -> None:
    layout = entry.layout
    comments = comments_of(entry)
    if layout is None:
        lines += (
            "\n" if lines else "",
            write_comments(comments),
            _previous(entry),
            _source(entry),
            _translation(entry),
        )
        return
    now = stated(entry, comments)
    if now == layout.stated:
        lines += layout.lines
        return
    changed = [value != before for value, before in zip(now, layout.stated, strict=True)]
    above, *below = layout.lines
    lines.append(rewrite_comments(above, comments) if changed[0] else above)
    for index, write in enumerate((_previous, _source, _translation)):
        lines.append(write(entry) if changed[index + 1] else below[index])


def _previous(entry: Entry) -> str:
    if entry.previous_msgid is None:  # gettext has no previous msgctxt without a previous msgid
        return ""
    mark = "#~| " if entry.obsolete else "#| "
    return _fields(mark, entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)


def _source(entry: Entry) -> str:
    message = entry.message
    return _fields(_mark(entry), message.msgctxt, message.msgid, message.msgid_plural)


def _fields(mark: str, msgctxt: str | None, msgid: str, msgid_plural: str | None) -> str:
    context = "" if msgctxt is None else field_lines(mark, "msgctxt", msgctxt)
    plural = "" if msgid_plural is None else field_lines(mark, "msgid_plural", msgid_plural)
    return context + field_lines(mark, "msgid", msgid) + plural


def _translation(entry: Entry) -> str:
    forms = entry.plurals
    if entry.message.msgid_plural is None:
        return field_lines(_mark(entry), "msgstr", entry.msgstr)
    numbered = enumerate(forms or ("", ""))
    return "".join(field_lines(_mark(entry), f"msgstr[{number}]", form) for number, form in numbered)


def _mark(entry: Entry) -> str:
    return "#~ " if entry.obsolete else ""
