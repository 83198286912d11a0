"""check, rules, explain and accept as a translator, an editor, a build server and a stranger's repository call them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.e2e.conftest import Ran, publisher

from publisher.model.finding import FIELDS
from publisher.rules import rules

CATALOG = "locale/en/LC_MESSAGES/01-port.po"
OWN = ("--only", "document", "--only", "catalog")
"""no engine is asked"""
ABSENT = {"PUBLISHER_LANGUAGETOOL_URL": "http://127.0.0.1:9/"}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication with a fault in its source, one in a translation, and texts that are not translated."""
    folder = tmp_path_factory.mktemp("port")
    (folder / "source").mkdir()
    (folder / "source/publication.toml").write_text(
        'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\n', "utf-8"
    )
    source = "# Le port\n\n### Le quai {#quai}\n\nLire *le guide*.\n\n{data-max-length=9}\nUne longue jetée.\n"
    (folder / "source/01-port.md").write_text(source, "utf-8")
    publisher(folder, "update")
    text = (folder / CATALOG).read_text("utf-8")
    for msgid, msgstr in (("Lire <em>le guide</em>.", "Read the guide."), ("Une longue jetée.", "A long pier.")):
        assert f'msgid "{msgid}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    (folder / CATALOG).write_text(text, "utf-8")
    return folder


def copy(faulty: Path, folder: Path) -> Path:
    for name in ("source", "locale"):
        shutil.copytree(faulty / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def checked(faulty: Path) -> Ran:
    return publisher(faulty, "check", *OWN, "--json")


def test_a_finding_in_json_has_the_fields_of_the_contract(checked: Ran) -> None:
    assert checked.code == 1
    assert set(checked.json) == {"findings", "accepted"}
    for finding in checked.json["findings"]:
        assert tuple(finding)[: len(FIELDS)] == FIELDS
        assert finding["fingerprint"]
    assert len({finding["fingerprint"] for finding in checked.json["findings"]}) == len(checked.json["findings"])
    (lost,) = [finding for finding in checked.json["findings"] if finding["rule"] == "catalog/tag-lost"]
    assert (lost["file"], lost["language"], lost["text"]) == (CATALOG, "en", "Read the guide.")
    assert lost["msgid"] == "Lire <em>le guide</em>."
    assert isinstance(lost["line"], int)


def test_fingerprints_stay_when_lines_move(faulty: Path, checked: Ran, tmp_path: Path) -> None:
    folder = copy(faulty, tmp_path / "moved")
    for name in ("source/01-port.md", CATALOG):
        (folder / name).write_text("\n" * 5 + (folder / name).read_text("utf-8"), "utf-8")
    moved = publisher(folder, "check", *OWN, "--json").json["findings"]
    before = checked.json["findings"]
    assert [item["fingerprint"] for item in moved] == [item["fingerprint"] for item in before]
    assert [item["line"] for item in moved if item["file"] == CATALOG] != [
        item["line"] for item in before if item["file"] == CATALOG
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--only", "document/no-title"), 0),
        (("--only", "document"), 1),
        (("--only", "document", "--fail-on", "never"), 0),
        (("--only", "catalog/untranslated"), 0),
        (("--only", "catalog/untranslated", "--fail-on", "warning"), 1),
        (("--only", "catalog/tag-*", "-l", "fr"), 0),
        (("--only", "catalogue"), 2),
        (("-l", "xx"), 2),
        (("--changed",), 2),
        (("--changed", ""), 2),
        (("--format", "sarif", "--json"), 2),
        (("--format", "yaml"), 2),
        ((), 4),
        (("--only", "prose", "--fail-on", "never"), 4),
    ],
    ids=lambda value: " ".join(value) or "all" if isinstance(value, tuple) else str(value),
)
def test_the_exit_code_says_how_it_went(faulty: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = publisher(faulty, "check", *arguments, **ABSENT)
    assert (ran.code in (4, 5)) if code == 4 else (ran.code == code), ran.err
    if code == 2:
        assert ran.out == ""
        assert "do: " in ran.err


def test_on_a_terminal_each_text_stands_once_at_its_place(faulty: Path) -> None:
    shown = publisher(faulty, "check", *OWN).out
    line = (faulty / CATALOG).read_text("utf-8").split("\n").index('msgid "Lire <em>le guide</em>."') + 1
    assert [text for text in shown.split("\n") if text.startswith(f"{CATALOG}:{line}:")]
    assert shown.count("Read the guide.") == 1
    assert "\x1b" not in shown


def test_every_form_is_all_there_is_on_standard_output(faulty: Path) -> None:
    log = json.loads(publisher(faulty, "check", *OWN, "--format", "sarif").out)
    suites = ElementTree.fromstring(publisher(faulty, "check", *OWN, "--format", "junit").out.encode())
    as_json = json.loads(publisher(faulty, "check", *OWN, "--format", "json").out)
    assert len(log["runs"][0]["results"]) == len(as_json["findings"])
    assert {case.get("name") for case in suites.iter("testcase")} == {item["rule"] for item in as_json["findings"]}


def test_what_was_not_run_is_said_in_every_form_even_where_little_is_asked(faulty: Path) -> None:
    ran = publisher(faulty, "check", "--only", "prose/spelling", "-l", "fr", "--json", **ABSENT)
    assert {item["outcome"] for item in ran.json["findings"]} == {"untested"}
    log = json.loads(publisher(faulty, "check", "--only", "prose", "-l", "fr", "--format", "sarif", **ABSENT).out)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_file_name_that_is_no_text_breaks_no_form(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    shutil.copy(faulty / "source/publication.toml", tmp_path / "source")
    (tmp_path / "source/01-port.md").write_text("# Le port\n", "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/source/\xff\x1b.markdown")).write_bytes(b"")
    for form in ("text", "json", "sarif", "junit"):
        ran = publisher(tmp_path, "check", "--only", "document", "--format", form)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out
        assert "document/ignored" in ran.out


def test_rules_lists_them_all(tmp_path: Path) -> None:
    listed = publisher(tmp_path, "rules", "--json").json["rules"]
    assert [row["rule"] for row in listed] == list(rules())
    shown = publisher(tmp_path, "rules").out
    assert all(rule in shown for rule in rules())


def test_explain_shows_examples_or_names_the_nearest_rule(tmp_path: Path) -> None:
    assert "fails" in publisher(tmp_path, "explain", "catalog/tag-lost").out
    assert publisher(tmp_path, "explain", "catalog/tag-lost", "--json").json["failing"]
    wrong = publisher(tmp_path, "explain", "catalog/tag-los")
    assert (wrong.code, "catalog/tag-lost" in wrong.err) == (2, True)


def test_what_is_accepted_is_listed_apart_with_no_weight(faulty: Path, tmp_path: Path) -> None:
    folder = copy(faulty, tmp_path)
    accepted = publisher(
        folder, "accept", "document/heading-order", "quai", "--why", "la loi numérote\nainsi", "--json"
    )
    assert (accepted.code, [item["id"] for item in accepted.json["accepted"]]) == (0, ["quai"])
    assert 'why = "la loi numérote ainsi"' in (folder / "source/accepted.toml").read_text("utf-8")
    ran = publisher(folder, "check", "--only", "document", "--json")
    assert (ran.code, ran.json["findings"]) == (0, [])
    assert [item["rule"] for item in ran.json["accepted"]] == ["document/heading-order"]
    assert "1 accepted" in publisher(folder, "check", "--only", "document").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("document/heading-order", "quai"),
        ("document/heading-order", "quai", "--why", " \n"),
        ("document/heading-order", "quai", "--why", "\udcff"),
        ("document/heading-order", "gare", "--why", "x"),
        ("document/heading", "quai", "--why", "x"),
        ("catalog/tag-lost", "b-1", "--why", "x"),
        ("document/heading-order", "quai", "--why", "x", "-l", "xx"),
        ("document/heading-order", "quai", "--why", "x" * 100_000 + "." * 200),
    ],
    ids=["no reason", "blank", "no text", "unknown block", "unknown rule", "catalog", "unknown language", "endless"],
)
def test_what_cannot_be_accepted_is_a_mistake(faulty: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder = copy(faulty, tmp_path)
    ran = publisher(folder, "accept", *arguments)
    assert ran.code == 2, ran.err
    assert not (folder / "source/accepted.toml").exists()


@pytest.mark.parametrize(
    "verb", [("check", *OWN), ("status",), ("accept", "document/heading-order", "quai", "--why", "x")]
)
def test_a_damaged_list_stops_every_verb_that_needs_it_at_its_line(
    faulty: Path, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    folder = copy(faulty, tmp_path)
    damaged = "# ours\n\n[[accepted]]\nrule = \x1b\n"
    (folder / "source/accepted.toml").write_text(damaged, "utf-8")
    ran = publisher(folder, *verb)
    assert ran.code == 2
    assert "at: source/accepted.toml:4" in ran.err
    assert (folder / "source/accepted.toml").read_text("utf-8") == damaged


def test_changed_shows_what_differs_and_that_only(faulty: Path, tmp_path: Path) -> None:
    folder = copy(faulty, tmp_path / "depot/publication")
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q", str(tmp_path / "depot")], ["add", "."], ["commit", "-q", "-m", "m"]):
        subprocess.run([*git, *arguments], check=True)
    assert publisher(folder, "check", *OWN, "--changed", "--json").json["findings"] == []
    text = (folder / CATALOG).read_text("utf-8")
    (folder / CATALOG).write_text(text.replace("Read the guide.", "Read our guide."), "utf-8")
    ran = publisher(folder, "check", *OWN, "--changed", "--json")
    assert [(item["rule"], item["text"]) for item in ran.json["findings"]] == [("catalog/tag-lost", "Read our guide.")]
    wrong = publisher(folder, "check", *OWN, "--changed=-x")
    assert (wrong.code, wrong.out) == (2, "")


@pytest.mark.engine("java")
@pytest.mark.engine("languagetool")
def test_what_languagetool_says_can_be_accepted(faulty: Path, tmp_path: Path) -> None:
    folder = copy(faulty, tmp_path)
    (folder / "source/01-port.md").write_text("# Le port\n\n{#voile}\nLe voilleir repart demain.\n", "utf-8")
    ask = ("check", "-l", "fr", "--only", "prose/spelling", "--json")
    assert [item["id"] for item in publisher(folder, *ask).json["findings"]] == ["voile"]
    assert publisher(folder, "accept", "prose/spelling", "voile", "--why", "nom du bateau").code == 0
    assert publisher(folder, *ask).json["findings"] == []
    (folder / "source/01-port.md").write_text("# Le port\n\n{#voile}\nLe voilleir repart lundi.\n", "utf-8")
    assert [item["id"] for item in publisher(folder, *ask).json["findings"]] == ["voile"]
