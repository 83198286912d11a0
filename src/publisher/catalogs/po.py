"""PO text -> Catalog and back; the only module that knows polib.

Catalogs come by e-mail: they are checked as strictly as msgfmt does before polib, which is lenient, reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import polib

from publisher.errors import ExitCode, PublisherError
from publisher.model.message import Catalog, Entry, Message, Reference, Template

MAX_BYTES = 5_000_000
MAX_LINES_PER_STRING = 2_000
"""polib joins the lines of one string in quadratic time"""
WRAP = 78
STRING = r'"(?:[^"\\]|\\[abfnrtv"\\?]|\\[0-7]|\\x[0-9a-fA-F])*"'
LINE = re.compile(
    rf"\s*(?:#.*|(?:#~\s*)?(?:#\|\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?{STRING}\s*|)"
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
CHARSET = re.compile(r"charset=([^\s;\\]+)", re.IGNORECASE)


def read_catalog(data: bytes, file: str, domain: str, language: str) -> Catalog:
    """Return the catalog a `.po` file holds.

    Errors: PublisherError (input) with `file:line` for anything msgfmt would refuse, for another charset than UTF-8,
    and for files too large to be written by translators.
    """
    source = _parsed(_checked(data, file), file)
    headers = tuple((name, value) for name, value in source.metadata.items())
    declared = source.metadata.get("Content-Type", "charset=UTF-8")
    charset = CHARSET.search(declared)
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "CHARSET"):
        raise _error(file, 1, f"the catalog declares the charset {charset[1]}", "save it as UTF-8")
    entries = tuple(_entry(entry) for entry in source)
    _refuse_duplicates(entries, file)
    return Catalog(domain, language, entries, headers, tuple(source.header.splitlines()), file)


def read_template(data: bytes, file: str, domain: str) -> Template:
    """Return the template a `.pot` file holds; errors as for `read_catalog`."""
    catalog = read_catalog(data, file, domain, "")
    return Template(domain, tuple(entry.message for entry in catalog.live))


def write_catalog(catalog: Catalog) -> str:
    """Return the text of a `.po` file; the same catalog always gives the same bytes.

    Law: `read_catalog(write_catalog(c)) == c`, lines and file aside.
    """
    return _written(catalog.headers, catalog.header_comments, (_po_entry(entry) for entry in catalog.entries))


def write_template(template: Template, headers: tuple[tuple[str, str], ...]) -> str:
    """Return the text of a `.pot` file."""
    return _written(headers, (), (_po_entry(Entry(message)) for message in template.messages))


def _checked(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise _error(file, None, f"the catalog is larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(file, line, "the catalog is not UTF-8 text", "save it as UTF-8") from error
    text = text.replace("\r\n", "\n")
    length = 0
    for number, content in enumerate(text.split("\n"), 1):
        if control := CONTROL.search(content):
            raise _error(file, number, f"the control character U+{ord(control.group()):04X}", "remove it")
        if not LINE.fullmatch(content):
            raise _error(file, number, "not a line of a PO file", "close the quote, or undo the last edit")
        length = length + 1 if content.lstrip().startswith('"') else 0
        if length > MAX_LINES_PER_STRING:
            raise _error(file, number, f"a string of more than {MAX_LINES_PER_STRING} lines", "shorten it")
    return text


def _parsed(text: str, file: str) -> polib.POFile:
    try:
        # The text, never the path: polib takes a missing path for PO text. The line end keeps it from looking for one.
        return polib.pofile(text + "\n", wrapwidth=WRAP)
    except (OSError, ValueError, IndexError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = str(error).partition("): ")[2] or str(error)
        raise _error(
            file, int(line[1]) if line else None, f"the catalog cannot be read: {message}", "mend the entry"
        ) from error


def _error(file: str, line: int | None, message: str, hint: str) -> PublisherError:
    return PublisherError(message, code=ExitCode.INPUT, file=file, line=line, hint=hint)


def _refuse_duplicates(entries: Iterable[Entry], file: str) -> None:
    seen: dict[tuple[str | None, str], int | None] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.message.key in seen:
            first = seen[entry.message.key]
            raise _error(file, entry.line, f"this msgid is already defined on line {first}", "remove one of the two")
        seen[entry.message.key] = entry.line


def _entry(source: polib.POEntry) -> Entry:
    flags = tuple(flag for flag in source.flags if flag != "fuzzy")
    forms = source.msgstr_plural or {}
    return Entry(
        Message(
            source.msgid,
            source.msgctxt,
            tuple(source.comment.splitlines()),
            tuple(Reference(*_reference(file, line)) for file, line in source.occurrences),
            flags,
            source.msgid_plural or None,
        ),
        source.msgstr,
        fuzzy="fuzzy" in source.flags,
        obsolete=bool(source.obsolete),
        previous_msgid=source.previous_msgid or None,
        previous_msgctxt=source.previous_msgctxt or None,
        translator_comments=tuple(source.tcomment.splitlines()),
        plurals=tuple(forms[index] for index in sorted(forms)),
        line=source.linenum,
    )


def _reference(file: str, line: str) -> tuple[str, str]:
    """Return file and block id: polib splits off line numbers only."""
    if line:
        return file, line
    path, _, key = file.rpartition(":")
    return (path, key) if path else (file, "")


def _po_entry(entry: Entry) -> polib.POEntry:
    message = entry.message
    return polib.POEntry(
        msgctxt=message.msgctxt,
        msgid=message.msgid,
        msgid_plural=message.msgid_plural or "",
        msgstr=entry.msgstr,
        msgstr_plural=dict(enumerate(entry.plurals)),
        comment="\n".join(message.comments),
        tcomment="\n".join(entry.translator_comments),
        occurrences=[(reference.file, reference.id) for reference in message.references],
        flags=(["fuzzy"] if entry.fuzzy else []) + list(message.flags),
        previous_msgid=entry.previous_msgid,
        previous_msgctxt=entry.previous_msgctxt,
        obsolete=entry.obsolete,
    )


def _written(headers: tuple[tuple[str, str], ...], comments: tuple[str, ...], entries: Iterator[polib.POEntry]) -> str:
    target = polib.POFile(wrapwidth=WRAP)
    target.header = "\n".join(comments)
    target.metadata = dict(headers)
    target.extend(entries)
    return str(target).removeprefix("#\n").rstrip("\n") + "\n"
