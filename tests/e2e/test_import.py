"""Text as a scanner left it, carried through everything: nothing is lost, and nobody is told that it is finished."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.e2e.conftest import ROOT, publisher

REAL = ROOT.parent / "shared" / "input" / "rapport-annuel-2019.ocr.txt"
OWN = """ Un rapport de  démonstration, lu par une machine qui
confond les lettres : I'agent, |'équipe et [|'Organisation.


Il dit *ceci*, _cela_, `rien`, # pas un titre
et 1. pas une liste ; <b>pas du HTML</b> &amp; pas d'entité.

12. Un paragraphe qui commence par un nombre
::: pas un conteneur {#ni .attribut} [^1] [lien](x.md)

194
Une légende coupée par la page et qui conti-
 nue ailleurs, jusqu'à la post-
explosion.

| A | B |
|---|---|
    quatre espaces, ~~~ et ```
"""
ENGINES = ("java", "languagetool", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine(*ENGINES)


def imported(folder: Path, text: bytes) -> Path:
    """A fresh publication that holds nothing but the imported text."""
    publication = folder / "recu"
    assert publisher(folder, "new", str(publication)).code == 0
    (publication / "source/01-bienvenue.md").unlink()
    (folder / "scan.txt").write_bytes(text)
    assert publisher(publication, "import", str(folder / "scan.txt")).code == 0
    assert (publication / "source/scan.review.tsv").is_file()
    return publication


def letters(text: str) -> str:
    """Return text without what layout may change: white space, hyphens at line ends, ligatures."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text))


def printed(file: Path) -> str:
    """Return the text of a PDF without running heads and folios, so that words cut by a page come together."""
    area = ["-x", "0", "-y", "65", "-W", "595", "-H", "705"]  # points, of an A4 page
    done = subprocess.run(["pdftotext", *area, str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def check_journey(publication: Path, text: str) -> None:
    ran = publisher(publication, "publish", "--json")
    assert ran.code == 1
    assert ran.json["release"] is False
    assert {line.split(":")[0] for line in ran.json["refusals"]} >= {"en", "es", "ar"}
    grave = {item["rule"] for item in ran.json["findings"] if item["level"] == "error"}
    assert grave <= {"characters/damaged", "characters/entity"}  # what the scan broke is no release either
    outside = [item for item in ran.json["findings"] if item["rule"].split("/")[0] in ("pdf", "html")]
    assert [item for item in outside if item["level"] != "note"] == []
    page = BeautifulSoup((publication / "build/fr/html/scan.html").read_text("utf-8"), "html.parser")
    assert page.main is not None
    html = letters(page.main.get_text(" "))
    pdf = letters(printed(publication / "build/fr/publication.pdf"))
    for word in text.split():
        assert letters(word) in html, word
        assert letters(word) in pdf, word
    arabic = (publication / "build/ar/html/scan.html").read_text("utf-8")
    assert 'dir="rtl"' in arabic
    assert 'lang="fr" dir="ltr"' in arabic or 'dir="ltr"' in arabic


def test_own_damaged_text_goes_all_the_way(tmp_path: Path) -> None:
    check_journey(imported(tmp_path, OWN.encode()), OWN)


@pytest.mark.skipif(not REAL.is_file(), reason="the real OCR text lies beside the project, not in it")
def test_the_real_text_goes_all_the_way(tmp_path: Path) -> None:
    data = REAL.read_bytes()
    check_journey(imported(tmp_path, data), data.decode("utf-8"))


def test_a_second_import_does_not_replace_what_was_edited(tmp_path: Path) -> None:
    publication = imported(tmp_path, OWN.encode())
    source = publication / "source/scan.md"
    source.write_text("# Corrigé\n", "utf-8")
    again = publisher(publication, "import", str(tmp_path / "scan.txt"))
    assert again.code == 2
    assert "--replace" in again.err
    assert source.read_text("utf-8") == "# Corrigé\n"


def test_importing_again_keeps_the_decisions_that_were_made(tmp_path: Path) -> None:
    publication = imported(tmp_path, OWN.encode())
    review = publication / "source/scan.review.tsv"
    decided = re.sub(r"\t\t([^\t\n]*)$", r"\taccept\t\1", review.read_text("utf-8"), flags=re.MULTILINE)
    assert "\taccept\t" in decided
    review.write_text(decided, "utf-8")
    assert publisher(publication, "import", str(tmp_path / "scan.txt")).code == 0
    assert review.read_text("utf-8") == decided


def test_replaying_a_review_does_not_replace_what_was_edited(tmp_path: Path) -> None:
    publication = imported(tmp_path, OWN.encode())
    (publication / "source/scan.md").write_text("# Corrigé\n", "utf-8")
    review = str(publication / "source/scan.review.tsv")
    assert publisher(publication, "import", "--apply", review).code == 2
    assert publisher(publication, "import", "--apply", review, "--replace").code == 0


def test_a_review_in_another_encoding_is_refused(tmp_path: Path) -> None:
    publication = imported(tmp_path, OWN.encode())
    review = publication / "source/scan.review.tsv"
    review.write_bytes(review.read_text("utf-8").encode("utf-16"))
    assert publisher(publication, "import", "--apply", str(review)).code == 3


def test_a_reviewed_import_is_replayed_with_the_same_bytes(tmp_path: Path) -> None:
    publication = imported(tmp_path, OWN.encode())
    review = publication / "source/scan.review.tsv"
    rows = review.read_text("utf-8").split("\n")
    assert len(rows) > 2, "the text has words cut at line ends: they are for a person to decide"
    header = rows[0].split("\t")
    fields = rows[1].split("\t")
    fields[header.index("decision")] = "accept"
    review.write_text("\n".join([rows[0], "\t".join(fields), *rows[2:]]), "utf-8")
    assert publisher(publication, "import", "--apply", str(review)).code == 0
    once = (publication / "source/scan.md").read_bytes()
    assert publisher(publication, "import", "--apply", str(review)).code == 0
    assert (publication / "source/scan.md").read_bytes() == once
