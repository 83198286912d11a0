"""The main job on real content: the sample published in four languages, checked and audited by the real engines."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from tests.e2e.conftest import Ran, copy_of_sample, publisher

from publisher.engines.pdf import facts

LANGUAGES = ("fr", "en", "es", "ar")
ENGINES = ("java", "languagetool", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine(*ENGINES)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = copy_of_sample(tmp_path_factory.mktemp("sample"))
    return folder, publisher(folder, "publish", "--json")


def pages(folder: Path, tag: str) -> list[Path]:
    return sorted((folder / f"build/{tag}/html").glob("*.html"))


def words(text: str) -> list[str]:
    # Without hyphens: pdftotext joins what stands around one at the end of a line.
    return [word.replace("-", "") for word in re.findall(r"\w+(?:-\w+)*", text)]


def pdf_text(folder: Path, tag: str) -> str:
    (file,) = (folder / f"build/{tag}").glob("*.pdf")
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout.replace("\u00ad\n", "").replace("\u00ad", "")


def test_the_sample_is_a_release(published: tuple[Path, Ran]) -> None:
    _, ran = published
    assert ran.json["refusals"] == []
    assert ran.code == 0, ran.out


def test_no_finding_above_a_note_is_left(published: tuple[Path, Ran]) -> None:
    _, ran = published
    assert [item for item in ran.json["findings"] if item["level"] != "note"] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_its_pages_and_its_pdf(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    assert len(pages(folder, tag)) == len(pages(folder, "fr")) == 5
    for page in pages(folder, tag):
        html = BeautifulSoup(page.read_text("utf-8"), "html.parser").html
        assert html is not None
        assert (html["lang"], html["dir"]) == (tag, "rtl" if tag == "ar" else "ltr")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_pdf_is_both_ua_and_a_in_its_language(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    (file,) = (folder / f"build/{tag}").glob("*.pdf")
    known = facts(file)
    assert known.language == tag
    assert known.title
    assert (known.ua_part, known.a_part, known.a_conformance) == ("1", "2", "A")


@pytest.mark.parametrize(
    ("tag", "title", "chapter"),
    [("fr", "Rapport annuel 2019", "Chiffres clés"), ("ar", "التقرير السنوي لعام 2019", "الأرقام الرئيسية")],
)
def test_bookmarks_metadata_and_contents_speak_the_language(
    published: tuple[Path, Ran], tag: str, title: str, chapter: str
) -> None:
    folder, _ = published
    (file,) = (folder / f"build/{tag}").glob("*.pdf")
    with pikepdf.open(file) as pdf:
        assert pdf.docinfo["/Title"] == title
        with pdf.open_outline() as outline:
            chapters = [item.title for item in outline.root]
            sections = [child.title for item in outline.root for child in item.children]
        roles = facts(file).roles
    assert chapter in chapters
    assert len(sections) >= 8
    assert (roles["TOC"], roles["Note"], roles["Table"]) == (4, 1, 2)
    contents = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert {"3", "4", "7", "9"} <= set(re.findall(r"\b\d+\b", contents)), "the pages of the four chapters"


def test_every_file_passes_every_checker(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    for tag in LANGUAGES:
        tests = json.loads((folder / f"build/reports/{tag}/findings.json").read_text("utf-8"))["tests"]
        assert {test["outcome"] for test in tests} == {"passed"}
        checkers = [test["checker"].split()[0] for test in tests]
        assert (checkers.count("veraPDF"), checkers.count("axe-core"), checkers.count("Nu")) == (2, 10, 5)


def test_the_same_ids_stand_in_every_language(published: tuple[Path, Ran]) -> None:
    folder, _ = published

    def ids(tag: str, name: str) -> set[str]:
        soup = BeautifulSoup((folder / f"build/{tag}/html/{name}").read_text("utf-8"), "html.parser")
        return {str(element["id"]) for element in soup.main.find_all(id=True)} if soup.main else set()

    for page in pages(folder, "fr"):
        assert all(ids(tag, page.name) == ids("fr", page.name) for tag in LANGUAGES)


@pytest.mark.parametrize("tag", ["fr", "en", "es"])
def test_the_pdf_holds_every_word_of_the_pages(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    found = set(words(pdf_text(folder, tag)))
    for page in pages(folder, tag)[:-1]:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert soup.main is not None
        assert set(words(soup.main.get_text(" "))) - found == set()


def test_a_second_publish_changes_nothing_and_starts_no_java(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    again = publisher(
        folder, "publish", "--json", PUBLISHER_JAVA="/nowhere/java", PUBLISHER_CHROMIUM="/nowhere/chromium"
    )
    assert again.code == 0
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def test_another_folder_gives_the_same_bytes(published: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = published
    other = copy_of_sample(tmp_path / "ailleurs")
    assert publisher(other, "build", TZ="Asia/Tokyo", LANG="C", PYTHONHASHSEED="1").code == 0
    built = {tag: sorted((other / f"build/{tag}").rglob("*.*")) for tag in LANGUAGES}
    for tag, files in built.items():
        names = [file.relative_to(other) for file in files]
        assert names == [file.relative_to(folder) for file in sorted((folder / f"build/{tag}").rglob("*.*"))]
        assert [name for name in names if (other / name).read_bytes() != (folder / name).read_bytes()] == []


def test_the_manifest_names_every_output_and_its_hash(published: tuple[Path, Ran]) -> None:
    folder, ran = published
    rows = json.loads((folder / "build/manifest.json").read_text("utf-8"))["outputs"]
    for row in rows:
        assert hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest() == row["sha256"]
    assert (
        {row["path"] for row in rows}
        == set(ran.json["outputs"])
        == {
            path.relative_to(folder).as_posix()
            for tag in LANGUAGES
            for path in (folder / f"build/{tag}").rglob("*")
            if path.is_file()
        }
    )
