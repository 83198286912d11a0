"""Each mistake a user makes: four lines at most, the place, the right exit code, earlier output left whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.conftest import publisher

USAGE, INPUT = 2, 3
TOML = 'title = "T"\nsource_language = "fr"\nlanguages = ["en"]\n'


def refused(folder: Path, *arguments: str, code: int) -> str:
    ran = publisher(folder, *arguments)
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert 0 < len(ran.err.strip().split("\n")) <= 4, ran.err
    return ran.err


@pytest.mark.parametrize(
    ("toml", "place", "word"),
    [
        (None, "source/publication.toml", "publisher new"),
        ("title = ", "source/publication.toml:1", "TOML"),
        (TOML + 'langauges = ["es"]\n', "source/publication.toml:4", "languages"),
        (TOML.replace('"en"', '"de"'), "source/publication.toml:3", "languages"),
        (TOML + 'documents = ["absent.md"]\n', "source/absent.md", "missing"),
        (TOML + 'documents = ["../../etc/passwd"]\n', "source/publication.toml:4", "documents"),
    ],
)  # fmt: skip
def test_a_wrong_configuration(tmp_path: Path, toml: str | None, place: str, word: str) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/01.md").write_text("# A\n", "utf-8")
    if toml is not None:
        (tmp_path / "source/publication.toml").write_text(toml, "utf-8")
    message = refused(tmp_path, "build", code=INPUT if toml and "absent" in toml else USAGE)
    assert place in message
    assert word in message


def test_a_source_that_is_not_text_changes_nothing(small: Path) -> None:
    assert publisher(small, "build", "-f", "html").code == 0
    before = {path: path.read_bytes() for path in (small / "build").rglob("*.html")}
    (small / "source/02.md").write_bytes(b"# Titre\n\nl'\xe9t\xe9\n")
    assert "source/02.md:3" in refused(small, "build", code=INPUT)
    assert {path: path.read_bytes() for path in (small / "build").rglob("*.html")} == before


def test_a_broken_catalog_changes_nothing(small: Path) -> None:
    assert publisher(small, "update").code == 0
    assert publisher(small, "build", "-f", "html").code == 0
    file = small / "locale/en/LC_MESSAGES/01-bienvenue.po"
    broken = file.read_text("utf-8") + 'msgid "x\n'
    file.write_text(broken, "utf-8")
    before = {path: path.read_bytes() for path in (small / "build").rglob("*.html")}
    line = len(broken.splitlines())
    for verb in ("update", "build", "check", "status", "publish"):
        assert f"01-bienvenue.po:{line}" in refused(small, verb, code=INPUT)
    assert file.read_text("utf-8") == broken
    assert {path: path.read_bytes() for path in (small / "build").rglob("*.html")} == before


def test_a_drawing_that_could_grow_without_end_is_not_shown(small: Path) -> None:
    (small / "source/images").mkdir()
    (small / "source/images/lol.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"'
        ' viewBox="0 0 9 9"><text>&b;</text></svg>', "utf-8",
    )  # fmt: skip
    (small / "source/02.md").write_text("# Deux\n\n![un dessin](images/lol.svg)\n", "utf-8")
    ran = publisher(small, "build", "-l", "fr", "--json")
    assert ran.code == 1
    assert ("document/unsafe-image", "source/images/lol.svg") in {(f["rule"], f["file"]) for f in ran.json["findings"]}
    assert not list((small / "build").rglob("lol.svg"))


def test_a_folder_that_is_a_file(small: Path) -> None:
    (small / "build").write_text("x", "utf-8")
    assert "build" in refused(small, "build", code=INPUT)


def test_a_missing_image_and_a_broken_link_are_findings_and_the_rest_is_built(small: Path) -> None:
    (small / "source/02.md").write_text("# Deux\n\n![plan](images/absent.png)\n\n[lien](99.md)\n", "utf-8")
    ran = publisher(small, "build", "-f", "html", "-l", "fr", "--json")
    assert ran.code == 1
    assert {(item["rule"], item["file"], item["line"]) for item in ran.json["findings"]} == {
        ("document/missing-image", "source/02.md", 3),
        ("document/broken-link", "source/02.md", 5),
    }
    assert (small / "build/fr/html/02.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("bulid",), "build"),
        (("build", "-l", "de"), "“de”"),
        (("build", "-f", "docx"), "docx"),
        (("build", "--nothing"), "--nothing"),
        (("merge", "a.po", "b.pot"), "-o"),
        (("new", "."), "exists"),
        (("import",), "FILE"),
    ],
)
def test_a_wrong_command_line(small: Path, arguments: tuple[str, ...], word: str) -> None:
    if arguments[0] == "new":
        arguments = ("new", str(small))
    assert word in refused(small, *arguments, code=USAGE)


def test_an_interrupted_build_leaves_what_was_there(small: Path) -> None:
    assert publisher(small, "build").code == 0
    before = built_in(small)
    (small / "source/01-bienvenue.md").write_text("# Autre\n\nTexte.\n" * 200, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "publisher", "-C", str(small), "build"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not workers.read_text():  # until layout has begun
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, shown = process.communicate(timeout=60)
    assert process.returncode == 130
    assert shown.strip() == "interrupted"
    assert built_in(small) == before
    assert publisher(small, "build").code == 0


def built_in(folder: Path) -> dict[Path, bytes]:
    """What a build left, but for the lock, which names the process that held it last."""
    found = (path for path in (folder / "build").rglob("*") if path.is_file() and path.name != ".lock")
    return {path: path.read_bytes() for path in found}


def test_an_import_of_nothing_readable(small: Path, tmp_path: Path) -> None:
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    refused(small, "import", str(tmp_path / "image.txt"), code=INPUT)
    refused(small, "import", str(tmp_path / "absent.txt"), code=INPUT)
    assert not list((small / "source").glob("image*"))


def test_an_audit_before_a_build_says_what_to_run(small: Path) -> None:
    assert "publisher build" in refused(small, "audit", code=USAGE)


@pytest.mark.parametrize("verb", ["check", "publish"])
def test_a_missing_engine_is_not_run_and_never_a_pass(small: Path, verb: str, tmp_path: Path) -> None:
    environment = {
        "PUBLISHER_JAVA": "/nowhere/java",
        "PUBLISHER_CHROMIUM": "/nowhere/chromium",
        "PUBLISHER_CACHE_DIR": str(tmp_path / "empty"),
    }
    ran = publisher(small, verb, "--json", **environment)
    assert ran.code == 4, ran.err
    untested = [item for item in ran.json["findings"] if item["outcome"] == "untested"]
    assert {item["language"] for item in untested} >= {"fr"}
    if verb == "publish":
        assert ran.json["release"] is False


def test_a_language_server_that_does_not_answer_is_not_a_pass(small: Path, tmp_path: Path) -> None:
    ran = publisher(small, "check", "--json", PUBLISHER_LANGUAGETOOL_URL="http://127.0.0.1:9/v2/",
                    PUBLISHER_CACHE_DIR=str(tmp_path / "empty"))  # fmt: skip
    assert ran.code == 5
    assert "untested" in {item["outcome"] for item in ran.json["findings"]}
