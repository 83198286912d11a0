"""A publication whose Arabic edition counts in Arabic-Indic digits, as its readers meet it."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from tests.e2e.conftest import publisher

CONFIGURATION = """title = "Rapport 2019"
source_language = "fr"
languages = ["ar"]
date = 2020-07-01
"""
SOURCE = """# Le bilan de 2019 {#bilan}

Nous comptons {pays} pays et {part} des {personnes} personnes.[^1] Le réseau [I-24/7]{translate=no} a `12` nœuds.

1. Lyon
2. Nice

::: chart data=moyens
:::

[^1]: Depuis 2018.

## Ce qui reste en 2020 {#reste}

Ce texte de 2021 n’est pas traduit.
"""
DATA = """pays = 1_194
personnes = 2_500_000.5

[part]
value = 41.5
kind = "percent"

[moyens]
caption = "Moyens"
heading = "Source"
categories = ["Dons", "Ventes"]
chart = "stacked"
kind = "percent"

[[moyens.series]]
name = "Part"
values = [65, 35]
total = 100
"""
ARABIC = {
    "publication": {"Rapport 2019": "تقرير 2019"},
    "01-bilan": {
        "Le bilan de 2019": "حصيلة 2019",
        "Nous comptons {pays} pays et {part} des {personnes} personnes.<note/> Le réseau <span>I-24/7</span> a"
        " <code>12</code> nœuds.": "لدينا {pays} بلدا و{part} من {personnes} شخص.<note/> وفي شبكة <span>I-24/7</span>"
        " عدد <code>12</code> من العقد.",
        "Lyon": "ليون",
        "Nice": "نيس",
        "Moyens": "الموارد",
        "Source": "المصدر",
        "Dons": "هبات",
        "Ventes": "مبيعات",
        "Part": "الحصة",
        "Ensemble": "المجموع",
        "Depuis 2018.": "منذ 2018.",
        "Ce qui reste en 2020": "ما بقي في 2020",
    },
}
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WESTERN, ARABIC_INDIC = re.compile("[0-9]"), re.compile("[٠-٩]")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    files = {"source/publication.toml": CONFIGURATION, "source/01-bilan.md": SOURCE, "source/data/a.toml": DATA}
    for domain, texts in ARABIC.items():
        entries = (f'\nmsgid "{said}"\nmsgstr "{meant}"\n' for said, meant in texts.items())
        files[f"locale/ar/LC_MESSAGES/{domain}.po"] = HEADER + "".join(entries)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def counted_in(book: Path, digits: str) -> None:
    """Build the publication with these digits."""
    (book / "source/publication.toml").write_text(f'digits = "{digits}"\n{CONFIGURATION}', "utf-8")
    assert publisher(book, "build").code == 0


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def page_of(book: Path, tag: str) -> BeautifulSoup:
    return BeautifulSoup((book / f"build/{tag}/html/01-bilan.html").read_text("utf-8"), "html.parser")


def seen(book: Path) -> str:
    """Return the text of the Arabic page that is in Arabic, with what its styles add."""
    page = page_of(book, "ar")
    for tag in page.find_all(["code", "script"]) + page.find_all(translate="no") + page.find_all(lang=["fr"]):
        tag.decompose()
    return page.get_text(" ")


def test_the_arabic_pages_count_in_them_but_not_in_what_is_latin(book: Path) -> None:
    counted_in(book, "arab")
    text = seen(book)
    assert not WESTERN.search(text)
    for figure in ("١٬١٩٤", "٤١٫٥٪", "٢٬٥٠٠٬٠٠٠٫٥", "٢٠١٩", "٢٠١٨", "٦٥٪"):
        assert figure in text
    page = page_of(book, "ar")
    assert page.find(translate="no").get_text() == "I-24/7"
    assert page.find("code").get_text() == "12"
    assert "2021" in page.find("main").find(lang="fr").get_text()
    assert page.find("h2")["id"] == "reste"
    assert all(tag["value"].isascii() for tag in page.find_all("data"))
    assert ARABIC_INDIC.search(page.title.get_text())
    sheet = (book / "build/ar/html/styles/default-digits-arabic-indic.css").read_text("utf-8")
    assert sheet.count("list-style-type: arabic-indic") == 1


@pytest.mark.engine("pango")
@pytest.mark.engine("poppler")
def test_the_arabic_pdf_counts_in_them_pages_contents_lists_and_notes_too(book: Path) -> None:
    counted_in(book, "arab")
    text = text_of(book / "build/ar/publication.pdf")
    western = [line for line in text.splitlines() if WESTERN.search(line)]
    assert [found for line in western for found in re.findall("[0-9]+", line)] == ["24", "7", "12", "2021"]
    assert "٪" in text
    figures = Counter(re.findall("[٠-٩٬٫]+", text))
    assert {"١٬١٩٤", "٤١٫٥", "٢٬٥٠٠٬٠٠٠٫٥", "٢٠١٨", "٢٠٢٠"} <= figures.keys()
    assert figures["١"] == len(["call", "note", "item", "row", "bar"])
    assert figures["٣"] == len(["contents", "contents", "foot"])
    with pikepdf.open(book / "build/ar/publication.pdf") as pdf:
        assert [page.label for page in pdf.pages] == ["١", "٢", "٣"]


@pytest.mark.engine("pango")
@pytest.mark.engine("poppler")
def test_digits_are_changed_and_changed_back_in_arabic_alone(book: Path) -> None:
    files = [f"build/{tag}/{name}" for tag in ("fr", "ar") for name in ("publication.pdf", "html/01-bilan.html")]
    counted_in(book, "latn")
    before = {name: (book / name).read_bytes() for name in files}
    assert not ARABIC_INDIC.search(seen(book) + text_of(book / "build/ar/publication.pdf"))
    counted_in(book, "arab")
    changed = [name for name in files if (book / name).read_bytes() != before[name]]
    assert changed == files[2:]
    counted_in(book, "latn")
    assert {name: (book / name).read_bytes() for name in files} == before


@pytest.mark.engine("pango")
def test_numbers_in_other_digits_are_no_difference_between_page_and_pdf(book: Path) -> None:
    counted_in(book, "arab")
    told = publisher(book, "audit", "-l", "ar", "--json").json["findings"]
    assert [item for item in told if item["rule"].startswith("pdf/own") and item["outcome"] == "failed"] == []
    ran = publisher(book, "check", "-l", "ar", "--only", "translation/number*", "--json")
    assert ran.json["findings"] == []
