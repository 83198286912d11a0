"""Office documents: whatever the XML inside says, a draft or a refusal."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import docx

from publisher.ocr.importing import import_text
from tests.fuzz.laws import value_or_refusal
from tests.fuzz.targets.imported import LEXICON, draft_holds

DICTIONARY = "html"
MAIN = "word/document.xml"


@cache
def _package() -> dict[str, bytes]:
    """Return the files of an empty document as the library makes it."""
    written = io.BytesIO()
    docx.Document().save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(data: bytes) -> bytes:
    """Return an office document with `data` as its main part; bytes that are a package already stay."""
    if data.startswith(b"PK"):
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in {**_package(), MAIN: data}.items():
            archive.writestr(name, part)
    return made.getvalue()


def target(data: bytes) -> None:
    file = packed(data)
    imported = value_or_refusal(lambda: import_text(file, "scan.docx", LEXICON))
    if imported is not None:
        draft_holds(imported, file)
