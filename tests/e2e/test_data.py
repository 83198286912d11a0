"""Figures through the command line: written once, right everywhere, and never a change in a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.conftest import publisher

SOURCE = "# Le port\n\nLe port a reçu {navires} navires.\n"
ENGLISH = "{navires} ships came to the port."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source/data").mkdir(parents=True)
    settings = 'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\nthresholds = { en = 0 }\n'
    (tmp_path / "source/publication.toml").write_text(settings, "utf-8")
    (tmp_path / "source/01-port.md").write_text(SOURCE, "utf-8")
    (tmp_path / "source/data/port.toml").write_text("navires = 13_377\n", "utf-8")
    assert publisher(tmp_path, "update").code == 0
    catalog = tmp_path / "locale/en/LC_MESSAGES/01-port.po"
    text = catalog.read_text("utf-8")
    msgid = 'msgid "Le port a reçu {navires} navires."\nmsgstr "'
    assert msgid in text
    catalog.write_text(text.replace(msgid, msgid + ENGLISH), "utf-8")
    return tmp_path


def page(folder: Path, tag: str) -> str:
    return (folder / f"build/{tag}/html/01-port.html").read_text("utf-8")


def catalogs(folder: Path) -> dict[Path, str]:
    return {file: file.read_text("utf-8") for file in (folder / "locale").rglob("*.po*")}


def test_a_figure_changes_in_every_language_and_in_catalogs_only_what_translators_are_told(folder: Path) -> None:
    assert publisher(folder, "update").code == 0
    assert publisher(folder, "build", "-f", "html").code == 0
    assert "13\u202f377 navires" in page(folder, "fr")
    assert "13,377 ships" in page(folder, "en")
    before = catalogs(folder)
    assert sum("#. {navires} = 13\u202f377\n" in text for text in before.values()) == 2
    (folder / "source/data/port.toml").write_text("navires = 14_000\n", "utf-8")
    assert publisher(folder, "update").code == 0
    assert publisher(folder, "build", "-f", "html").code == 0
    after = {file: text.replace("13\u202f377", "14\u202f000") for file, text in before.items()}
    assert catalogs(folder) == after
    assert publisher(folder, "update").code == 0
    assert catalogs(folder) == after
    assert "14\u202f000 navires" in page(folder, "fr")
    assert "14,000 ships" in page(folder, "en")


def test_a_file_of_figures_that_cannot_be_used_stops_the_work_before_anything_is_written(folder: Path) -> None:
    (folder / "source/data/port.toml").write_text("[navires]\nvalu = 3\nkind = 'numbr'\n", "utf-8")
    ran = publisher(folder, "build", "-f", "html")
    assert ran.code == 2
    assert "source/data/port.toml:1" in ran.err
    assert "source/data/port.toml:2" in ran.err
    assert "source/data/port.toml:3" in ran.err
    assert not (folder / "build/fr").exists()


def test_a_name_of_no_figure_is_a_finding_and_the_page_is_still_made(folder: Path) -> None:
    (folder / "source/01-port.md").write_text(SOURCE.replace("{navires}", "{navire}"), "utf-8")
    checked = publisher(folder, "check", "-l", "fr", "--only", "document", "--json")
    found = [(item["rule"], item["file"], item["line"]) for item in checked.json["findings"]]
    assert found == [("document/unknown-value", "source/01-port.md", 3)]
    assert checked.code == 1
    publisher(folder, "build", "-l", "fr", "-f", "html")
    assert "{navire} navires" in page(folder, "fr")
