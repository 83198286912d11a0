"""PDF files as a release manager and an auditor meet them: standards, limits, what is said early and again."""

from __future__ import annotations

import json
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
        ("ua-1+a-3a", {"PDF/UA-1 (ISO 14289-1)", "PDF/A-3a (ISO 19005-3)"}, True),
        ("ua-2", {"PDF/UA-2 (ISO 14289-2)"}, False),
    ],
)
def test_a_publication_keeps_the_standard_it_names(standard: str, kept: set[str], attached: bool, small: Path) -> None:
    configured(small, f'standard = "{standard}"\nformats = ["pdf"]')
    assert publisher(small, "build").code == 0
    assert publisher(small, "audit").code == 0
    report = json.loads((small / "build/reports/fr/findings.json").read_text("utf-8"))
    passed = {test["standard"] for test in report["tests"] if test["outcome"] == "passed"}
    assert kept <= passed
    assert not {"PDF/A-2a (ISO 19005-2)"} & passed
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
    square = '<g id="a0"><rect width="1" height="1"/></g>'
    groups = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{square}{groups}<use href="#a9"/></svg>'
    (small / "source/bombe.svg").write_text(drawing, "utf-8")
    (small / "source/02-bombe.md").write_text("# La bombe\n\n![Une bombe](bombe.svg)\n", "utf-8")
    ran = publisher(small, "build", PUBLISHER_JOB_SECONDS="3")
    assert ran.code == 5
    assert "source/02-bombe.md" in ran.err
    assert (small / "build/fr/publication.pdf").read_bytes() == before
