"""Text -> Document: one semantic HTML tree, whatever the notation of the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from publisher.errors import ExitCode, PublisherError
from publisher.model.document import Document
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown
from publisher.readers.tree import CONTROL

READERS: dict[str, Callable[[str, str, str], Document]] = {".md": read_markdown, ".html": read_html}
"""readers by suffix: (text, file, language) -> Document"""

MOST_BYTES = 3_000_000
"""of a document, a thousand pages"""


def read(data: bytes, file: str, language: str) -> Document:
    """Return the document of a source file.

    Errors: PublisherError (input) when it is not UTF-8 text, or nested too deep to be a document.
    """
    return READERS[PurePosixPath(file).suffix](decoded(data, file), file, language)


def decoded(data: bytes, file: str) -> str:
    """Return UTF-8 text without its byte order mark, line ends as new lines."""
    if len(data) > MOST_BYTES:
        raise PublisherError(
            f"the source is larger than {MOST_BYTES // 1_000_000} MB", code=ExitCode.INPUT, file=file,
            hint="divide it into several documents",
        )  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PublisherError(
            "the source is not UTF-8 text",
            code=ExitCode.INPUT,
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
            why=f"byte {data[error.start]:#04x} is not part of a UTF-8 character",
            hint="save the file as UTF-8; for scanned or old texts use: publisher import FILE",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        raise PublisherError(
            "the source holds a control character",
            code=ExitCode.INPUT,
            file=file,
            line=text.count("\n", 0, control.start()) + 1,
            why=f"U+{ord(control.group()):04X} is not text; PO files and pages cannot hold it",
            hint="remove it; a file of another kind is brought in with: publisher import FILE",
        )
    return text
