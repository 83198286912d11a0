"""The publication of this folder, brought to English and Arabic by the pseudo-translator through the command line."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from publisher.languages import language
from tests.completeness.pseudo import pseudo
from tests.e2e.conftest import Ran, publisher

HERE = Path(__file__).parent
LIMIT = re.compile(r"\b(\d+) characters")
TARGETS = ("en", "ar")


@dataclass(frozen=True)
class Published:
    """A publication built in French and, pseudo-translated, in other languages."""

    folder: Path
    build: Ran

    def pages(self, tag: str) -> dict[str, str]:
        """The pages of a language by name."""
        return {
            file.name: file.read_text("utf-8") for file in sorted((self.folder / f"build/{tag}/html").glob("*.html"))
        }

    def main(self, tag: str) -> dict[str, Tag]:
        """The content of each document's page: what its author wrote."""
        trees = {name: BeautifulSoup(html, "html.parser").main for name, html in self.pages(tag).items()}
        return {name: tree for name, tree in trees.items() if name != "index.html" and tree is not None}

    def pdf(self, tag: str) -> Path:
        """The PDF of a language."""
        return self.folder / f"build/{tag}/rapport.pdf"

    def pdf_text(self, tag: str) -> str:
        """Its text layer, words that a line end parted made whole."""
        done = subprocess.run(["pdftotext", str(self.pdf(tag)), "-"], capture_output=True, text=True, check=True)
        return re.sub(r"[\u00ad-]\n", "", done.stdout).replace("\u00ad", "")


def furniture(tag: str) -> frozenset[str]:
    """What the program itself says in a language: labels, and the names of languages in the switch."""
    return frozenset(language(tag).labels.values()) | {language(other).name for other in ("fr", *TARGETS)}


def translate_catalogs(folder: Path, tag: str) -> None:
    """Give every message of a language its pseudo-translation."""
    for file in sorted((folder / f"locale/{tag}/LC_MESSAGES").glob("*.po")):
        catalog = polib.pofile(str(file), wrapwidth=0)
        for entry in catalog:
            limit = LIMIT.search(entry.comment)
            entry.msgstr = pseudo(entry.msgid, int(limit[1]) if limit else None)
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalog.save()


def picture() -> bytes:
    """Return a grey PNG of one dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def lay_out(folder: Path) -> None:
    """Write the publication into an empty folder."""
    shutil.copytree(HERE / "documents", folder / "source")
    shutil.copytree(HERE / "styles", folder / "styles")
    (folder / "source/images").mkdir()
    for name in ("crue", "goutte"):
        (folder / f"source/images/{name}.png").write_bytes(picture())


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The publication, updated, translated and built as its users would."""
    folder = tmp_path_factory.mktemp("valdouin")
    lay_out(folder)
    updated = publisher(folder, "update")
    assert updated.code == 0, updated.err
    for tag in TARGETS:
        translate_catalogs(folder, tag)
    yield Published(folder, publisher(folder, "build", "--json"))
