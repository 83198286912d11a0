"""Each verb as someone who has never seen it tries it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.conftest import fresh, publisher

from publisher.cli.group import ORDER, cli

VERBS = ORDER


def examples(verb: str) -> list[str]:
    text = cli.commands[verb].help or ""
    return re.findall(r"^\s*publisher (.+)$", text, re.MULTILINE)


def test_help_lists_every_verb_and_every_exit_code(tmp_path: Path) -> None:
    ran = publisher(tmp_path, "--help")
    assert ran.code == 0
    for word in [*VERBS, "0 done", "130 interrupted"]:
        assert word in ran.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(verb: str, tmp_path: Path) -> None:
    ran = publisher(tmp_path, verb, "--help")
    assert ran.code == 0
    assert "\\b" not in ran.out
    assert re.search(r"^ +Examples?\n +publisher ", ran.out, re.MULTILINE)
    assert examples(verb), f"{verb} has no example"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that was built, with what the examples name, as somebody has it who tries them."""
    home = tmp_path_factory.mktemp("verbs")
    folder = home / "petit"
    assert publisher(home, "new", str(folder)).code == 0
    (folder / "scan.txt").write_text("Une ligne\nde texte.\n\nUne autre.\n", "utf-8")
    assert publisher(folder, "import", str(folder / "scan.txt")).code == 0
    assert publisher(folder, "update").code == 0
    (folder / "styles/alternate").mkdir(parents=True)
    (folder / "styles/alternate/large-print.css").write_text("html { font-size: 18pt }\n", "utf-8")
    for name, source in (("old.po", "locale/en/LC_MESSAGES/01-bienvenue.po"), ("new.pot", "locale/01-bienvenue.pot")):
        (folder / name).write_bytes((folder / source).read_bytes())
    assert publisher(folder, "build").code == 0
    return folder


@pytest.mark.engine("languagetool")
@pytest.mark.engine("verapdf")
@pytest.mark.engine("chromium")
@pytest.mark.parametrize("verb", VERBS)
def test_the_examples_of_the_help_run(verb: str, begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(begun, tmp_path / "petit")
    monkeypatch.chdir(folder)
    if verb == "audit":
        assert fresh(folder, "audit").code in (0, 1)  # a baseline comes from an earlier one
    elif verb == "check":
        for words in ("init", "add .", "-c user.name=a -c user.email=a@example.org commit -m m", "branch origin/main"):
            subprocess.run(["git", "-C", str(folder), *words.split()], check=True, capture_output=True)
    elif verb == "accept":
        catalog = folder / "locale/es/LC_MESSAGES/01-bienvenue.po"
        text = catalog.read_text("utf-8")
        catalog.write_text(text.replace('"La suite"\nmsgstr ""', '"La suite"\nmsgstr "Lo que sigue, 2020"'), "utf-8")
        with (folder / "source/01-bienvenue.md").open("a", encoding="utf-8") as source:
            source.write("\n#### Annexe\n")
    elif verb == "import":
        (folder / "source/scan.md").unlink()
    for example in examples(verb):
        ran = fresh(folder, *shlex.split(example))
        assert ran.code in (0, 1), (example, ran.err)


@pytest.mark.parametrize("verb", ["new", "extract", "update", "build", "status", "doctor", "import", "rules"])
def test_json_is_one_object_and_nothing_else(verb: str, small: Path, tmp_path: Path) -> None:
    (tmp_path / "texte.txt").write_text("Une ligne.\n", "utf-8")
    more = {"new": [str(tmp_path / "autre")], "import": [str(tmp_path / "texte.txt")], "build": ["-f", "html"]}
    ran = publisher(small, verb, *more.get(verb, []), "--json")
    assert ran.code in (0, 1, 4)
    assert isinstance(ran.json, dict)


def test_a_new_publication_builds_in_four_languages(small: Path) -> None:
    ran = publisher(small, "build", "--json")
    assert (ran.code, ran.json["findings"]) == (0, [])
    for tag in ("fr", "en", "es", "ar"):
        assert (small / f"build/{tag}/publication.pdf").read_bytes().startswith(b"%PDF-1.7")
        assert (small / f"build/{tag}/html/index.html").is_file()
    page = (small / "build/ar/html/01-bienvenue.html").read_text("utf-8")
    assert 'lang="fr"' in page


def test_a_second_build_writes_nothing(small: Path) -> None:
    assert publisher(small, "build", "--json").json["written"]
    assert publisher(small, "build", "--json").json["written"] == []


def test_what_layout_does_not_understand_is_a_note(small: Path) -> None:
    (small / "styles").mkdir()
    (small / "styles/print.css").write_text("p { colour: red; background: url(absent.png) }\n", "utf-8")
    ran = publisher(small, "build", "-l", "fr", "-f", "pdf", "--json")
    assert ran.code == 0
    assert {(item["rule"], item["level"]) for item in ran.json["findings"]} == {("pdf/layout", "note")}
    assert any("colour" in item["message"] for item in ran.json["findings"])
    assert any("absent.png" in item["message"] for item in ran.json["findings"])


def test_only_what_was_asked_for_is_built(small: Path) -> None:
    publisher(small, "build", "-l", "es", "-f", "html")
    assert (small / "build/es/html/index.html").is_file()
    assert not (small / "build/fr").exists()
    assert not list((small / "build/es").glob("*.pdf"))


def test_a_language_or_a_format_that_is_given_up_leaves_nothing_behind(small: Path) -> None:
    publisher(small, "build", "-f", "html")
    publisher(small, "build", "-l", "fr", "-f", "pdf")
    configuration = small / "source/publication.toml"
    text = configuration.read_text("utf-8").replace('"en", "es", "ar"', '"es"')
    configuration.write_text(text + 'formats = ["html"]\n', "utf-8")
    publisher(small, "build", "-l", "es")
    assert (small / "build/ar/html/index.html").is_file(), "not asked about the others"
    publisher(small, "build")
    left = [path for path in (small / "build").iterdir() if path.is_dir() and not path.name.startswith(".")]
    assert sorted(path.name for path in left) == ["es", "fr"]
    assert not (small / "build/.parts/fr").exists()
    assert not list((small / "build").rglob("*.pdf"))


def test_a_document_that_was_renamed_leaves_no_page_behind(small: Path) -> None:
    publisher(small, "build", "-f", "html")
    (small / "source/01-bienvenue.md").rename(small / "source/01-accueil.md")
    publisher(small, "build", "-f", "html")
    assert sorted(path.name for path in (small / "build/en/html").glob("*.html")) == ["01-accueil.html", "index.html"]


def test_update_keeps_translations_and_is_quiet_the_second_time(small: Path) -> None:
    publisher(small, "update")
    file = small / "locale/en/LC_MESSAGES/01-bienvenue.po"
    file.write_text(
        file.read_text("utf-8").replace('msgid "Bienvenue"\nmsgstr ""', 'msgid "Bienvenue"\nmsgstr "Welcome"'), "utf-8"
    )
    before = file.read_bytes()
    assert [row["written"] for row in publisher(small, "update", "--json").json["catalogs"]] == [False] * 6
    assert file.read_bytes() == before
    source = small / "source/01-bienvenue.md"
    source.write_text(source.read_text("utf-8").replace("# Bienvenue", "# Bienvenue !"), "utf-8")
    row = next(r for r in publisher(small, "update", "-l", "en", "--json").json["catalogs"] if "01" in r["file"])
    assert row["changed"] == 1
    assert "#, fuzzy" in file.read_text("utf-8")
    assert "Welcome" in file.read_text("utf-8")


def test_a_translation_reaches_the_page_and_a_guess_does_not(small: Path) -> None:
    publisher(small, "update")
    file = small / "locale/en/LC_MESSAGES/01-bienvenue.po"
    text = file.read_text("utf-8").replace('msgid "Bienvenue"\nmsgstr ""', 'msgid "Bienvenue"\nmsgstr "Welcome"')
    file.write_text(text.replace('msgid "La suite"\nmsgstr ""', '#, fuzzy\nmsgid "La suite"\nmsgstr "Sequel"'), "utf-8")
    publisher(small, "build", "-l", "en", "-f", "html")
    page = (small / "build/en/html/01-bienvenue.html").read_text("utf-8")
    assert ">Welcome</h1>" in page
    assert "Sequel" not in page
    assert 'lang="fr">La suite</h2>' in page


def test_fix_writes_the_right_plural_forms_and_shows_them(small: Path) -> None:
    publisher(small, "update")
    file = small / "locale/ar/LC_MESSAGES/01-bienvenue.po"
    file.write_text(file.read_text("utf-8").replace("n%100>=11 ? 4 : 5", "n%100>=0 && n%100<=2 ? 4 : 5"), "utf-8")
    ran = publisher(small, "check", "-l", "ar", "--fix", PUBLISHER_LANGUAGETOOL_URL="http://127.0.0.1:9/")
    assert "n%100>=11 ? 4 : 5" in ran.err
    assert "n%100>=11 ? 4 : 5" in file.read_text("utf-8")


def test_status_counts_messages_and_words(small: Path) -> None:
    publisher(small, "update")
    rows = {row["language"]: row for row in publisher(small, "status", "--json").json["languages"]}
    assert rows["fr"]["percentage"] == 100
    assert rows["ar"]["percentage"] == 0
    assert rows["ar"]["words_left"] > 20


def test_merge_works_on_any_two_files(small: Path, tmp_path: Path) -> None:
    publisher(small, "update")
    shown = publisher(small, "merge", "locale/en/LC_MESSAGES/01-bienvenue.po", "locale/01-bienvenue.pot", "-o",
                      str(tmp_path / "out.po"), "--json")  # fmt: skip
    assert shown.code == 0
    assert shown.json["new"] == 0
    assert (tmp_path / "out.po").is_file()


def test_a_reader_who_goes_away_changes_no_verdict(small: Path) -> None:
    command = [sys.executable, "-m", "publisher", "-C", str(small), "rules"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0
