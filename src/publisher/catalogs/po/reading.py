"""PO text -> Catalog, Template: what msgfmt would refuse is refused, and what would harm a publication."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.catalogs.po.comments import Comments, read_comments
from publisher.catalogs.po.escapes import unescape
from publisher.catalogs.po.exact import Exact
from publisher.catalogs.po.grammar import raw_entries
from publisher.catalogs.po.header import header_faults, header_fields
from publisher.catalogs.po.parts import stated
from publisher.catalogs.po.raw import PoSyntaxError, Raw
from publisher.errors import ExitCode, PublisherError
from publisher.model.message import Catalog, Entry, Layout, Message, Template

MAX_BYTES = 10_000_000
"""of a file: of small entries it takes 600 MB and twelve seconds to merge"""
MAX_CHARACTERS = 100_000
"""of one string: forty pages, where a message is a paragraph"""
LINE_END = re.compile(r"(?<!\r)\r+\n")
"""of Windows, once or as often as a program wrote it anew"""


def read_catalog(data: bytes, file: str, domain: str, language: str) -> Catalog:
    """Return the catalog a `.po` file holds; with a `language`, the header's must be the same.

    Line ends become line feeds, a byte order mark goes, the header comes first. Refused beyond what msgfmt refuses:
    another charset than UTF-8, a field twice in the header, `domain` lines, bytes in escapes that are not UTF-8,
    strings and files of absurd size. Accepted beyond: a byte order mark, control characters, which are findings of the
    entries that hold them, and an obsolete entry beside a live one of the same msgid, which a merge sets right. Errors:
    PublisherError (input) with `file:line`.
    """
    text = _decoded(data, file)
    entries: list[Entry] = []
    footer = ""
    try:
        for raw in raw_entries(text):
            if raw.msgid is None:
                footer = text[raw.cuts[0] :]
            else:
                entries.append(_entry(raw, text))
    except PoSyntaxError as error:
        raise _error(file, error.line, error.message, error.hint) from error
    _refuse_duplicates(entries, file)
    header = next((entry for entry in entries if _is_header(entry)), None)
    if header is None:
        return Catalog(domain, language, tuple(entries), file=file, footer=footer)
    _refuse_header_faults(header, language, file, text)
    entries.remove(header)
    fields = header_fields(header.msgstr)
    return Catalog(domain, language, tuple(entries), fields, header.translator_comments, file, footer, header)


def read_template(data: bytes, file: str, domain: str) -> Template:
    """Return the template a `.pot` file holds; errors as for `read_catalog`."""
    catalog = read_catalog(data, file, domain, "")
    return Template(domain, tuple(entry.message for entry in catalog.live))


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise _error(file, None, f"the catalog is larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(file, line, "the catalog is not UTF-8 text", "save it as UTF-8") from error
    if "\n" not in text:
        text = text.replace("\r", "\n")  # line ends of old Macs: all of it would be the first line, and a comment
    text = text if text.endswith("\n") or not text else f"{text}\n"
    return LINE_END.sub("\n", text)


def _entry(raw: Raw, text: str) -> Entry:
    start, previous, source, translation, end = raw.cuts
    lines = text[start:previous], text[previous:source], text[source:translation], text[translation:end]
    try:
        return _built(raw, read_comments(lines[0]), lines)
    except ValueError as error:
        Exact(text, raw.cuts[0], raw.line - text.count("\n", raw.cuts[0], raw.cuts[2])).entry()  # names the line
        raise PoSyntaxError("the escapes of a string are not UTF-8", raw.line, "write the characters") from error


def _built(raw: Raw, comments: Comments, lines: tuple[str, str, str, str]) -> Entry:
    fuzzy = "fuzzy" in comments.flags
    message = Message(
        _text(raw.msgid, raw) or "",
        _text(raw.msgctxt, raw),
        comments.extracted,
        comments.references,
        tuple(flag for flag in comments.flags if flag != "fuzzy") if fuzzy else comments.flags,
        _text(raw.msgid_plural, raw),
    )
    entry = Entry(
        message,
        _text(raw.msgstr, raw) or "",
        fuzzy,
        raw.obsolete,
        _text(raw.previous_msgid, raw),
        _text(raw.previous_msgctxt, raw),
        comments.translator,
        tuple([_text(form, raw) or "" for form in raw.plurals]) if raw.plurals else (),
        raw.line,
        _text(raw.previous_msgid_plural, raw),
    )
    if raw.whole_lines:
        # An entry is frozen once it is handed out; making a second one costs a third of reading.
        object.__setattr__(entry, "layout", Layout(lines, stated(entry, comments)))
    return entry


def _text(content: str | None, raw: Raw) -> str | None:
    if content is None:
        return None
    text = unescape(content)
    if len(text) > MAX_CHARACTERS:
        raise PoSyntaxError(f"a string of more than {MAX_CHARACTERS} characters", raw.line, "shorten or split it")
    return text


def _refuse_duplicates(entries: Iterable[Entry], file: str) -> None:
    seen: dict[tuple[str | None, str], Entry] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        first = seen.setdefault(entry.message.key, entry)
        if first is not entry:
            message = f"this msgid is already defined on line {first.line}"
            raise _error(file, entry.line, message, "remove one of the two")


def _is_header(entry: Entry) -> bool:
    return entry.message.key == (None, "") and not entry.obsolete


def _refuse_header_faults(header: Entry, language: str, file: str, text: str) -> None:
    for name, message, hint in header_faults(header.msgstr, language):
        place = text.find(f'"{name}')
        line = text.count("\n", 0, place) + 1 if place >= 0 else header.line
        raise _error(file, line, message, hint)


def _error(file: str, line: int | None, message: str, hint: str) -> PublisherError:
    return PublisherError(message, code=ExitCode.INPUT, file=file, line=line, hint=hint)
