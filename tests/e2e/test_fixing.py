"""`publisher check --fix`: what is certain is mended, shown, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.conftest import copy_of_sample, publisher

from publisher.accepted import acceptance, add
from publisher.model.finding import Finding

NO_SERVER = {"PUBLISHER_LANGUAGETOOL_URL": "http://127.0.0.1:9/"}
CATALOG = "locale/en/LC_MESSAGES/01-bienvenue.po"


@pytest.fixture
def translated(small: Path) -> Path:
    """A publication with a title to mend in its source, and in a catalog with line ends of another system."""
    source = small / "source/01-bienvenue.md"
    source.write_text(source.read_text("utf-8").replace("# Bienvenue", "# L'accueil"), "utf-8")
    publisher(small, "update", "-l", "en")
    catalog = small / CATALOG
    text = catalog.read_text("utf-8").replace(
        'msgid "L\'accueil"\nmsgstr ""', 'msgid "L\'accueil"\nmsgstr "Who\'s in ?"'
    )
    catalog.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    return small


def test_source_and_translation_are_mended_and_shown(translated: Path) -> None:
    ran = publisher(translated, "check", "--fix", **NO_SERVER)
    assert "# L’accueil" in (translated / "source/01-bienvenue.md").read_text("utf-8")
    assert "Who’s in?" in (translated / CATALOG).read_text("utf-8")
    assert {"+# L’accueil", '+msgstr "Who’s in?"'} <= {line.rstrip("\r") for line in ran.err.splitlines()}


def test_a_second_time_there_is_nothing_to_mend(translated: Path) -> None:
    publisher(translated, "check", "--fix", **NO_SERVER)
    before = {path: path.read_bytes() for path in translated.rglob("*") if path.is_file()}
    ran = publisher(translated, "check", "--fix", **NO_SERVER)
    assert "+++" not in ran.err
    assert {path: path.read_bytes() for path in before} == before


def test_other_lines_of_a_catalog_keep_their_bytes(translated: Path) -> None:
    before = (translated / CATALOG).read_bytes().split(b"\n")
    publisher(translated, "check", "--fix", "-l", "en", **NO_SERVER)
    after = (translated / CATALOG).read_bytes().split(b"\n")
    assert [old for old, new in zip(before, after, strict=True) if old != new] == [b'msgstr "Who\'s in ?"\r']


def test_a_translation_stays_reviewed_when_only_the_typography_of_its_source_changes(translated: Path) -> None:
    publisher(translated, "check", "--fix", **NO_SERVER)
    publisher(translated, "update", "-l", "en")
    text = (translated / CATALOG).read_text("utf-8")
    assert 'msgid "L’accueil"\nmsgstr "Who’s in?"' in text
    assert "fuzzy" not in text


def test_a_guess_is_left_to_its_reviewer(translated: Path) -> None:
    catalog = translated / CATALOG
    text = catalog.read_text("utf-8").replace('msgid "L\'accueil"', '#, fuzzy\nmsgid "L\'accueil"')
    catalog.write_text(text, "utf-8")
    publisher(translated, "check", "--fix", "-l", "en", **NO_SERVER)
    assert "Who's in ?" in catalog.read_text("utf-8")


def test_what_was_accepted_stays(translated: Path) -> None:
    finding = Finding("typography/apostrophe", "", language="fr", id="l-accueil", text="L'accueil")
    row = acceptance(finding, "comme sur l’enseigne")
    (translated / "source/accepted.toml").write_text(add("", [row]), "utf-8")
    publisher(translated, "check", "--fix", "-l", "fr", **NO_SERVER)
    assert "# L'accueil" in (translated / "source/01-bienvenue.md").read_text("utf-8")


def test_the_sample_has_nothing_to_mend(tmp_path: Path) -> None:
    ran = publisher(copy_of_sample(tmp_path), "check", "--fix", **NO_SERVER)
    assert "+++" not in ran.err
