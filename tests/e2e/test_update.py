"""Translators' files after the author worked on: through the command line, on a small publication."""

from __future__ import annotations

import difflib
import re
import subprocess
from pathlib import Path

import pytest
from tests.e2e.conftest import Ran, publisher

LETTER = """# Bienvenue

Le bureau ouvre ses portes à neuf heures.

Nos équipes soignent les malades dans quinze pays.

Chaque mission commence par une visite du village.
"""
ENGLISH = {
    "Le bureau ouvre ses portes à neuf heures.": "The office opens its doors at nine.",
    "Nos équipes soignent les malades dans quinze pays.": "Our teams care for the sick in fifteen countries.",
    "Chaque mission commence par une visite du village.": "Every mission starts with a visit to the village.",
}


@pytest.fixture
def letter(small: Path) -> Path:
    """A publication of two documents; the first is translated into English."""
    (small / "source/01-bienvenue.md").write_text(LETTER, "utf-8")
    (small / "source/02-suite.md").write_text("# La suite\n\nRien encore.\n", "utf-8")
    assert updated(small).code == 0
    text = english(small).read_text("utf-8")
    for msgid, msgstr in ENGLISH.items():
        assert f'msgid "{msgid}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    english(small).write_text(text, "utf-8")
    return small


def updated(folder: Path) -> Ran:
    return publisher(folder, "update", "--json")


def english(folder: Path, domain: str = "01-bienvenue") -> Path:
    return folder / f"locale/en/LC_MESSAGES/{domain}.po"


def counts(ran: Ran, domain: str) -> dict[str, int]:
    return next(row for row in ran.json["catalogs"] if row["language"] == "en" and domain in row["file"])


def edit(folder: Path, old: str, new: str) -> None:
    source = folder / "source/01-bienvenue.md"
    assert old in source.read_text("utf-8")
    source.write_text(source.read_text("utf-8").replace(old, new), "utf-8")


def catalogs(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((folder / "locale").rglob("*.po*"))}


def difference(before: bytes, after: bytes) -> list[str]:
    lines = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[0] in "+-"]


def entry(file: Path, msgid: str) -> str:
    """Return the lines of the live entry of a message."""
    entries = file.read_text("utf-8").split("\n\n")
    return next(text for text in entries if f'msgid "{msgid}"' in text and "#~" not in text)


def msgstr(text: str) -> str:
    return "".join(re.findall(r'^(?:msgstr )?"(.*)"$', text[text.index("msgstr ") :], re.MULTILINE))


def test_a_second_update_changes_no_byte(letter: Path) -> None:
    edit(letter, "dans quinze pays", "dans vingt pays")
    edit(letter, "# Bienvenue", "# Bienvenue\n\nLe bureau ferme ses portes à neuf heures du soir.")
    updated(letter)
    before = catalogs(letter)
    assert not any(row["written"] for row in updated(letter).json["catalogs"])
    assert catalogs(letter) == before


def test_a_paragraph_that_is_inserted_changes_its_own_entry_only(letter: Path) -> None:
    before = catalogs(letter)
    edit(letter, "Chaque mission", "Un médecin coordonne les soins.\n\nChaque mission")
    assert counts(updated(letter), "01")["new"] == 1
    for path, content in catalogs(letter).items():
        changed = difference(before[path], content)
        if "01-bienvenue" not in path.name:
            assert changed == []
            continue
        assert all(line.startswith("+ ") for line in changed)
        assert sum("msgid" in line for line in changed) == 1


def test_lines_above_a_text_change_no_catalog(letter: Path) -> None:
    before = catalogs(letter)
    edit(letter, "Nos équipes", "\n\n\n<!-- une remarque de l'auteur -->\n\nNos équipes")
    updated(letter)
    assert catalogs(letter) == before


def test_a_paragraph_that_moves_to_another_document_takes_its_translation_along(letter: Path) -> None:
    moved = "Nos équipes soignent les malades dans quinze pays."
    edit(letter, moved + "\n", "")
    (letter / "source/02-suite.md").write_text(f"# La suite\n\nRien encore.\n\n{moved}\n", "utf-8")
    assert counts(updated(letter), "02")["moved"] == 1
    found = entry(english(letter, "02-suite"), moved)
    assert msgstr(found) == ENGLISH[moved]
    assert "fuzzy" not in found
    assert f'#~ msgid "{moved}"' in english(letter).read_text("utf-8")


def test_a_document_that_is_renamed_takes_its_translations_along(letter: Path) -> None:
    (letter / "source/01-bienvenue.md").rename(letter / "source/01-accueil.md")
    assert counts(updated(letter), "01-accueil")["moved"] == len(ENGLISH)
    for msgid, text in ENGLISH.items():
        assert msgstr(entry(english(letter, "01-accueil"), msgid)) == text


def test_a_changed_word_is_shown_to_the_translator_until_she_reviewed_it(letter: Path) -> None:
    edit(letter, "dans quinze pays", "dans vingt pays")
    updated(letter)
    changed = "Nos équipes soignent les malades dans vingt pays."
    found = entry(english(letter), changed)
    assert "#, fuzzy" in found
    assert '#| msgid "Nos équipes soignent les malades dans quinze pays."' in found
    assert re.search(r"^#\. .*\[-quinze-\] \{\+vingt\+\}", found, re.MULTILINE)
    reviewed = found.replace("#, fuzzy\n", "").replace("fifteen", "twenty")
    reviewed = "\n".join(line for line in reviewed.split("\n") if not line.startswith("#|"))
    english(letter).write_text(english(letter).read_text("utf-8").replace(found, reviewed), "utf-8")
    updated(letter)
    found = entry(english(letter), changed)
    assert "[-" not in found
    assert "twenty" in msgstr(found)


def test_a_change_that_is_taken_back_leaves_the_catalog_as_it_was(letter: Path) -> None:
    before = catalogs(letter)
    edit(letter, "dans quinze pays", "dans vingt pays")
    updated(letter)
    edit(letter, "dans vingt pays", "dans quinze pays")
    updated(letter)
    assert catalogs(letter) == before


def test_the_wrapping_of_an_editor_is_kept_on_entries_nobody_touched(letter: Path) -> None:
    done = subprocess.run(["msgcat", "--width=50", str(english(letter))], capture_output=True, check=True)
    english(letter).write_bytes(done.stdout)
    updated(letter)
    before = english(letter).read_bytes()
    wrapped = b'"Nos \xc3\xa9quipes soignent les malades dans quinze "\n'
    assert wrapped in before
    edit(letter, "# Bienvenue", "# Bienvenue\n\nUn médecin coordonne les soins.")
    updated(letter)
    assert all(line.startswith("+ ") for line in difference(before, english(letter).read_bytes()))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'msgid ""\nmsgstr ""\n\nmsgid "a\n', 4),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "\xff"\n', 5),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7),
    ],
)
@pytest.mark.parametrize("domain", ["01-bienvenue", "publication", "document-taken-out"])
def test_a_catalog_that_cannot_be_read_leaves_every_file_as_it_was(
    letter: Path, content: bytes, line: int, domain: str
) -> None:
    english(letter, domain).write_bytes(content)
    edit(letter, "dans quinze pays", "dans vingt pays")
    before = catalogs(letter)
    ran = publisher(letter, "update")
    assert ran.code == 3
    assert f"locale/en/LC_MESSAGES/{domain}.po:{line}" in ran.err
    assert catalogs(letter) == before


def test_merge_may_write_over_what_it_read(letter: Path) -> None:
    (letter / "old.po").write_bytes(english(letter).read_bytes())
    (letter / "new.pot").write_bytes((letter / "locale/01-bienvenue.pot").read_bytes())
    before = (letter / "old.po").read_bytes()
    ran = publisher(letter, "merge", "old.po", "new.pot", "-o", "old.po", "--json")
    assert ran.json["kept"] == len(ENGLISH) + 1
    assert (letter / "old.po").read_bytes() == before


@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("missing", [0, 1, 2])
def test_an_error_of_merge_names_the_file_as_it_was_typed(letter: Path, missing: int, absolute: bool) -> None:
    good = ("locale/en/LC_MESSAGES/01-bienvenue.po", "locale/01-bienvenue.pot", "out.po")
    bad = ("absent/a.po", "absent/b.pot", "source/01-bienvenue.md/out.po")
    names = [str(letter / name) if absolute else name for name in (*good[:missing], bad[missing], *good[missing + 1 :])]
    ran = publisher(letter, "merge", names[0], names[1], "-o", names[2])
    assert ran.code == 3
    assert re.search(rf"(?<!\S){re.escape(names[missing])}\b", ran.err)


def test_a_catalog_that_lost_its_header_gets_one_again(small: Path) -> None:
    publisher(small, "update")
    file = small / "locale/en/LC_MESSAGES/01-bienvenue.po"
    file.write_text("", "utf-8")
    assert publisher(small, "update").code == 0
    assert "Plural-Forms" in file.read_text("utf-8")
