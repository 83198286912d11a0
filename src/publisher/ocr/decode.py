"""Bytes of a text file -> text that the other steps can trust."""

from __future__ import annotations

import re

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding, Level

SIGNATURES = (
    (b"%PDF-", "a PDF", "extract its text first, for example with `pdftotext FILE FILE.txt`"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save it as plain text in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text in UTF-8"),
    (b"{\\rtf", "an RTF document", "save it as plain text in UTF-8"),
    (b"\x89PNG", "a picture", "import the text that an OCR program read from it"),
    (b"\xff\xd8\xff", "a picture", "import the text that an OCR program read from it"),
    (b"GIF8", "a picture", "import the text that an OCR program read from it"),
    (b"\x1f\x8b", "compressed", "uncompress it first"),
)
"""first bytes, what the file then is, what to do"""

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
"""longer marks before those they begin with"""

FEW_CONTROLS = 20
"""control characters a short text may hold without being called binary; a long one, a twentieth of it"""

CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\f\r")
LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# U+FFFE and U+FFFF are no controls, but no XML parser and no PDF metadata accepts them either.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
UNDECODED = re.compile("[\udc80-\udcff]")
VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]")
SAVE_AS_TEXT = "save the file as plain text in UTF-8"


def decode(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a file with LF line ends, and what had to be said about it.

    UTF-8, with or without a byte order mark, UTF-16 and UTF-32 with one, else Windows-1252. Control characters other
    than tab, line end and form feed become spaces. Raises `PublisherError` (`ExitCode.INPUT`) when the file holds no
    text: empty, white space only, binary, or with NUL in it.
    """
    _refuse_other_formats(data, file)
    raw, findings = _characters(data, file)
    text = LINE_END.sub("\n", raw)
    if "\0" in text:
        raise _unreadable(file, "it holds NUL bytes, so it is no text", line=_line_at(text, text.index("\0")))
    text, replaced = _without_controls(text, file)
    if VISIBLE.search(text) is None:
        raise _unreadable(file, "it holds nothing but white space", hint="check that the OCR program wrote its text")
    return text, (*findings, *replaced)


def plain(text: str) -> str:
    """Return `text` with control characters as spaces, line ends as LF: for text from elsewhere than a file."""
    return CONTROL.sub(" ", LINE_END.sub("\n", text))


def _refuse_other_formats(data: bytes, file: str) -> None:
    """Raise `PublisherError` for a file that is empty or evidently no text."""
    if not data:
        raise _unreadable(file, "it is empty", hint="check that the OCR program wrote its text")
    for signature, what, hint in SIGNATURES:
        if data.startswith(signature):
            raise _unreadable(file, f"it is {what}, not plain text", hint=hint)
    if data.startswith(tuple(mark for mark, _, _ in BYTE_ORDER_MARKS)):
        return
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _unreadable(file, "it holds NUL bytes: it is binary, or UTF-16 without a byte order mark", line=line)
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    if controls > max(FEW_CONTROLS, len(data) // 20):
        raise _unreadable(file, f"it is binary: {controls} of its {len(data)} bytes are control characters")


def _characters(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the characters of `data` by the encoding it shows, and a finding when that is not plain UTF-8."""
    for mark, encoding, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], file, encoding, name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _undeclared(data, file)


def _marked(data: bytes, file: str, encoding: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text after a byte order mark, which says the encoding; raises `PublisherError` when it lied."""
    if encoding == "utf-8":
        text, findings = _characters(data, file) if data else ("", ())
        message = "the file begins with a byte order mark, which was left out"
        return text, (Finding("import/byte-order-mark", message, Level.NOTE, file=file, line=1), *findings)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(file, f"it says that it is {name}, but byte {error.start} is not") from error
    return text, (Finding("import/encoding", f"the file is in {name}, not UTF-8", Level.NOTE, file=file),)


def _undeclared(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of bytes that are not UTF-8: Windows-1252, or UTF-8 with a few strange bytes in it."""
    text = data.decode("utf-8", "surrogateescape")
    strange = UNDECODED.findall(text)
    sound = sum(1 for character in text if character > "\x7f") - len(strange)
    if sound <= len(strange):
        message = "the file is not in UTF-8; it was read as Windows-1252"
        finding = Finding("import/encoding", message, Level.WARNING, file=file, hint="look at its accents")
        return _windows_1252(data), (finding,)
    # Reading the whole as Windows-1252 would ruin every sound accent for the sake of a few bytes.
    line = _line_at(text, text.index(strange[0]))
    message = f"{len(strange)} bytes are not UTF-8, unlike the rest; they were read as Windows-1252"
    finding = Finding("import/encoding-mixed", message, Level.WARNING, file=file, line=line, hint="look at the accents")
    return UNDECODED.sub(lambda found: _windows_1252(bytes([ord(found[0]) - 0xDC00])), text), (finding,)


def _windows_1252(data: bytes) -> str:
    """Return `data` read as Windows-1252; its five bytes without a meaning become control characters."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        known = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
        return data.decode("latin-1").translate(known)


def _without_controls(text: str, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `text` with control characters as spaces, and one finding that counts them."""
    clean, count = CONTROL.subn(" ", text)
    if not count:
        return text, ()
    first = CONTROL.search(text)
    line = _line_at(text, first.start()) if first else None
    message = f"{count} control characters were replaced by spaces, the first on line {line}"
    finding = Finding("import/control-character", message, Level.WARNING, file=file, line=line)
    return clean, (finding,)


def _line_at(text: str, offset: int) -> int:
    """Return the number of the line that holds `offset`, whatever its line ends."""
    return LINE_END.sub("\n", text[:offset]).count("\n") + 1


def _unreadable(file: str, why: str, *, line: int | None = None, hint: str = SAVE_AS_TEXT) -> PublisherError:
    return PublisherError("cannot import this file", code=ExitCode.INPUT, file=file, line=line, why=why, hint=hint)
