"""PDF files as a release manager and an auditor meet them: standards, limits, what is said early and again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from tests.e2e.conftest import publisher

pytestmark = pytest.mark.engine("pango")


def configured(folder: Path, line: str) -> Path:
    """Add a line to the configuration of a publication, which then is in French only."""
    file = folder / "source/publication.toml"
    text = file.read_text("utf-8").replace('languages = ["en", "es", "ar"]', "languages = []")
    file.write_text(f"{line}\n{text}", "utf-8")
    return folder


@pytest.mark.engine("verapdf")
@pytest.mark.parametrize(
    ("standard", "kept", "attached"),
    [
        ("ua-1+a-3a", {"pdf/ua1", "pdf/a3a"}, True),
        ("ua-2", {"pdf/ua2"}, False),
    ],
)
def test_a_publication_keeps_the_standard_it_names(standard: str, kept: set[str], attached: bool, small: Path) -> None:
    configured(small, f'standard = "{standard}"\nformats = ["pdf"]')
    assert publisher(small, "build").code == 0
    assert publisher(small, "audit").code == 0
    report = json.loads((small / "build/reports/fr/findings.json").read_text("utf-8"))
    rules = {row["rule"] for row in report["assertions"] if row.get("checker", "").startswith("veraPDF")}
    assert {rule.split("-")[0] for rule in rules} == kept
    assert report["counts"]["failed"] == report["counts"]["not_run"] == 0
    with pikepdf.open(small / "build/fr/publication.pdf") as pdf:
        assert ("publication.toml" in pdf.attachments) is attached


def test_an_unknown_standard_is_refused_with_the_known_ones(small: Path) -> None:
    ran = publisher(configured(small, 'standard = "a-9z"'), "build")
    assert ran.code == 2
    assert "source/publication.toml:1" in ran.err
    assert "ua-1+a-3a" in ran.err


def test_what_does_not_fit_is_told_at_its_line_in_every_build_and_audit(small: Path) -> None:
    configured(small, 'formats = ["pdf"]')
    (small / "source/02-mot.md").write_text(f"# Un mot\n\n{'w' * 200}\n", "utf-8")
    for arguments in (("build",), ("build",), ("audit",)):
        found = publisher(small, *arguments, "--json").json["findings"]
        places = {(item["file"], item["line"]) for item in found if item["rule"] == "pdf/overflow"}
        assert places == {("source/02-mot.md", 3)}, arguments


def test_a_missing_alternative_stops_a_build_at_its_line_after_all_is_written(small: Path) -> None:
    configured(small, 'formats = ["html", "pdf"]')
    (small / "source/phare.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    (small / "source/02-phare.md").write_text('# Le phare\n\n<img src="phare.svg">\n', "utf-8")
    ran = publisher(small, "build", "--json")
    assert ran.code == 1
    errors = [(item["rule"], item["file"], item["line"]) for item in ran.json["findings"] if item["level"] == "error"]
    assert errors == [("document/no-alternative", "source/02-phare.md", 3)]
    assert (small / "build/fr/publication.pdf").is_file()
    assert (small / "build/fr/html/02-phare.html").is_file()


def test_a_document_that_never_ends_is_stopped_and_named(small: Path) -> None:
    configured(small, 'formats = ["pdf"]')
    assert publisher(small, "build").code == 0
    before = (small / "build/fr/publication.pdf").read_bytes()
    columns = '<div style="columns: 2">' * 14 + "<p>Une bombe.</p>" + "</div>" * 14
    (small / "source/02-bombe.md").write_text(f"# La bombe\n\n{columns}\n", "utf-8")
    ran = publisher(small, "build", PUBLISHER_JOB_SECONDS="3")
    assert ran.code == 5
    assert "source/02-bombe.md" in ran.err
    assert (small / "build/fr/publication.pdf").read_bytes() == before


LARGE = 'html { font-size: 18pt }\n.document > h1::before { content: "Grand format " }\n'
CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Gros caractères"
msgstr "Large print"

msgid "Grand format"
msgstr "Large format"
"""


def with_large_print(folder: Path) -> Path:
    """Give a publication an alternate style."""
    file = folder / "styles/alternate/large-print.css"
    file.parent.mkdir(parents=True)
    file.write_text(LARGE, "utf-8")
    return folder


def titled(folder: Path) -> Path:
    """Let the configuration ask for the alternate style, in French and English."""
    file = with_large_print(folder) / "source/publication.toml"
    text = file.read_text("utf-8").replace('["en", "es", "ar"]', '["en"]')
    file.write_text(f'{text}\n[alternate_styles]\nlarge-print = "Gros caractères"\n', "utf-8")
    (folder / "locale/en/LC_MESSAGES").mkdir(parents=True)
    (folder / "locale/en/LC_MESSAGES/publication.po").write_text(CATALOG, "utf-8")
    return folder


def letters(pdf: Path) -> float:
    """Return the height of most words of a PDF, in points."""
    words = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    tops = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', words)
    [(height, _)] = Counter(round(float(bottom) - float(top), 1) for top, bottom in tops).most_common(1)
    return height


def text_of(pdf: Path) -> str:
    """Return the text of a PDF on one line."""
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def title_of(pdf: Path) -> str:
    """Return the title a PDF tells of itself."""
    with pikepdf.open(pdf) as opened:
        return str(opened.docinfo["/Title"])


@pytest.mark.engine("poppler")
def test_an_alternate_style_is_a_pdf_beside_the_ordinary_one(small: Path) -> None:
    configured(with_large_print(small), 'name = "rapport"')
    ordinary, alternate = small / "build/fr/rapport.pdf", small / "build/fr/rapport-large-print.pdf"
    assert publisher(small, "build").code == 0
    assert not alternate.exists()
    before = ordinary.read_bytes()
    done = publisher(small, "build", "-f", "pdf", "--style", "large-print", "--json")
    assert done.json["outputs"] == done.json["written"] == ["build/fr/rapport-large-print.pdf"]
    assert ordinary.read_bytes() == before
    assert letters(alternate) > 1.5 * letters(ordinary)
    assert ("Grand format" in text_of(alternate), "Grand format" in text_of(ordinary)) == (True, False)
    assert not list((small / "build/fr/html").rglob("*large-print*"))


def test_neither_build_takes_away_what_the_other_made(small: Path) -> None:
    configured(with_large_print(small), 'name = "rapport"')
    kept = {"build/fr/rapport.pdf", "build/fr/rapport-large-print.pdf"}
    for arguments in ((), ("--style", "large-print"), (), ("-f", "pdf"), ("--style", "large-print")):
        assert publisher(small, "build", *arguments).code == 0
        recorded = {row["path"] for row in json.loads((small / "build/manifest.json").read_text("utf-8"))["outputs"]}
    assert kept <= recorded
    assert publisher(small, "build", "--style", "large-print", "--json").json["written"] == []
    (small / "source/02-suite.md").write_text("# La suite\n", "utf-8")
    assert publisher(small, "build").code == 0
    recorded = {row["path"] for row in json.loads((small / "build/manifest.json").read_text("utf-8"))["outputs"]}
    assert recorded & kept == {"build/fr/rapport.pdf"}, "what is no longer true is not recorded"
    assert all((small / path).is_file() for path in kept)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [(("--style", "large-prnt"), "large-print"), (("-f", "html", "--style", "large-print"), "-f")],
)
def test_a_style_that_cannot_be_made_is_a_usage_error(arguments: tuple[str, ...], hint: str, small: Path) -> None:
    ran = publisher(with_large_print(small), "build", *arguments)
    assert ran.code == 2
    assert hint in ran.err.partition("do:")[2]
    assert not (small / "build/fr").exists()


def test_a_configured_style_that_is_not_there_is_told_at_its_line(small: Path) -> None:
    titled(small)
    (small / "styles/alternate/large-print.css").rename(small / "styles/alternate/large.css")
    ran = publisher(small, "build")
    assert ran.code == 2
    assert "source/publication.toml:5" in ran.err


@pytest.mark.engine("verapdf")
@pytest.mark.engine("poppler")
def test_a_configured_style_is_made_offered_and_audited_in_every_language(small: Path, tmp_path: Path) -> None:
    titled(small)
    assert publisher(small, "build").code == 0
    pdf = small / "build/en/publication-large-print.pdf"
    assert "Large format" in text_of(pdf)
    assert title_of(pdf) == f"{title_of(small / 'build/en/publication.pdf')} – Large print"
    page = (small / "build/en/html/index.html").read_text("utf-8")
    assert re.search(r'<a class="download" href="\.\./publication-large-print\.pdf"[^>]*>[^<]*Large print</a>', page)
    assert "Gros caractères" in (small / "build/fr/html/01-bienvenue.html").read_text("utf-8")
    assert publisher(small, "build", "--json").json["written"] == []

    publisher(small, "audit", "-l", "fr")
    rows = json.loads((small / "build/reports/fr/findings.json").read_text("utf-8"))["assertions"]
    held = {
        name: Counter(
            (row["rule"], row["outcome"])
            for row in rows
            if row["subject"] == f"build/fr/{name}.pdf" and row["rule"].startswith(("pdf/ua1", "pdf/a2a", "pdf/cell"))
        )
        for name in ("publication", "publication-large-print")
    }
    assert held["publication"] == held["publication-large-print"]
    assert {outcome for _, outcome in held["publication"]} == {"passed", "inapplicable"}

    elsewhere = tmp_path / "ailleurs"
    for name in ("source", "styles", "locale"):
        shutil.copytree(small / name, elsewhere / name)
    assert publisher(elsewhere, "build", "-l", "en", "-f", "pdf").code == 0
    assert (elsewhere / "build/en/publication-large-print.pdf").read_bytes() == pdf.read_bytes()


def test_what_does_not_fit_in_an_alternate_names_that_file(small: Path) -> None:
    configured(with_large_print(small), 'formats = ["pdf"]')
    (small / "source/02-mot.md").write_text(f"# Un mot\n\n{'w' * 40}\n", "utf-8")
    found = publisher(small, "build", "--style", "large-print", "--json").json["findings"]
    told = {(item["file"], item["subject"]) for item in found if item["rule"] == "pdf/overflow"}
    assert told == {("source/02-mot.md", "build/fr/publication-large-print.pdf")}
    assert not publisher(small, "build", "--json").json["findings"]


def without_title(folder: Path) -> None:
    """Take the title of the alternate style out of the configuration."""
    file = folder / "source/publication.toml"
    file.write_text(file.read_text("utf-8").partition("[alternate_styles]")[0], "utf-8")


def test_an_alternate_that_pages_offered_goes_with_its_title(small: Path) -> None:
    titled(small)
    assert publisher(small, "build").code == 0
    without_title(small)
    assert publisher(small, "build", "-l", "fr").code == 0, "a part of the publication takes nothing away"
    assert len(list((small / "build").glob("*/*large-print.pdf"))) == 2
    assert publisher(small, "build").code == 0
    assert not list((small / "build").rglob("*large-print*.pdf"))


def test_an_alternate_goes_with_its_sheet(small: Path) -> None:
    titled(small)
    assert publisher(small, "build").code == 0
    without_title(small)
    assert publisher(small, "build", "--style", "large-print").code == 0
    assert publisher(small, "build").code == 0
    assert len(list((small / "build").glob("*/*large-print.pdf"))) == 2, "a person asked for it"
    (small / "styles/alternate/large-print.css").unlink()
    assert publisher(small, "build").code == 0
    assert not list((small / "build").rglob("*large-print*"))
