"""The main job on real content: the sample published in four languages, checked and audited by the real engines."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from tests.e2e.conftest import ROOT, Ran, copy_of_sample, publisher

from publisher.engines import chromium, nu
from publisher.engines.pdf import facts
from publisher.languages import table

LANGUAGES = ("fr", "en", "es", "ar")
DOCUMENTS = sorted(path.stem for path in (ROOT / "source").iterdir() if path.suffix in (".md", ".html"))
BLOCKS = frozenset("H1 H2 H3 P L LI Table Caption TR TH TD Note TOC TOCI BlockQuote Figure".split())
NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
MARK = re.compile(r"[.,\u00a0\u202f]")
MILES_DE_MILLONES = re.compile(r"(\d)(\d)00(?=\smillones)")
"""Spanish counts in millions what others count in thousand millions: 7300 millones are 7,3 milliards"""
ENGINES = ("java", "languagetool", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine(*ENGINES)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = copy_of_sample(tmp_path_factory.mktemp("sample"))
    return folder, publisher(folder, "publish", "--json")


def pages(folder: Path, tag: str) -> list[Path]:
    return sorted((folder / f"build/{tag}/html").glob("*.html"))


def pdf(folder: Path, tag: str) -> Path:
    return folder / f"build/{tag}/rapport-annuel-2019.pdf"


@cache
def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def heading(page: Path) -> str:
    found = parsed(page).h1
    assert found is not None
    return " ".join(found.get_text().split())


def chapter_page(file: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    """Return the number of the page a bookmark leads to."""
    place = item.destination if item.destination is not None else item.action["/D"]
    if isinstance(place, (pikepdf.String, str)):
        place = file.Root.Names.Dests and pikepdf.NameTree(file.Root.Names.Dests)[str(place)]
    page = place["/D"][0] if isinstance(place, pikepdf.Dictionary) else place[0]
    return next(number for number, each in enumerate(file.pages, 1) if each.obj.objgen == page.objgen)


def blocks(page: Path) -> dict[str, str]:
    """Return the text of every block of a page that has an id."""
    main = parsed(page).main
    assert main is not None
    return {str(block["id"]): block.get_text(" ") for block in main.find_all(id=True)}


def figures(text: str) -> Counter[str]:
    """Return what stands in figures in a text, without the marks that languages write them with."""
    text = MILES_DE_MILLONES.sub(r"\1,\2", text)
    return Counter(MARK.sub("", number) for number in NUMBER.findall(text))


def in_words(number: str, text: str, tag: str) -> bool:
    """Whether a text says a figure in a word: the first ordinals, and one million, which is مليون alone."""
    values = table(tag, "values")
    if number == "1" and values.get("one_by_word") and re.search("مليون|مليار", text):
        return True
    ordinals = values["ordinals"]
    return any(word in text for key, word in ordinals.items() if key.partition("-")[0] == number and number not in word)


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
    assert [page.stem for page in pages(folder, tag)] == [*DOCUMENTS, "index"]
    for page in pages(folder, tag):
        html = parsed(page).html
        assert html is not None
        assert (html["lang"], html["dir"]) == (tag, "rtl" if tag == "ar" else "ltr")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_pdf_is_both_ua_and_a_in_its_language(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    known = facts(pdf(folder, tag))
    assert known.language == tag
    assert known.title
    assert (known.ua_part, known.a_part, known.a_conformance) == ("1", "2", "A")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_bookmarks_and_contents_name_every_chapter_and_its_page(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    titles = [heading(page) for page in pages(folder, tag) if page.stem in DOCUMENTS]
    with pikepdf.open(pdf(folder, tag)) as file, file.open_outline() as outline:
        chapters = [item for item in outline.root if item.title in titles]
        numbers = [chapter_page(file, item) for item in chapters]
    assert [item.title for item in chapters] == titles
    assert all(item.children for item in chapters if item.title == titles[2]), "its sections"
    contents = subprocess.run(
        ["pdftotext", "-f", "2", "-l", str(numbers[0] - 1), str(pdf(folder, tag)), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert set(numbers) <= {int(number) for number in re.findall(r"\b\d+\b", contents)}


def test_the_tags_are_the_same_in_every_language(published: tuple[Path, Ran]) -> None:
    folder, _ = published

    def counted(tag: str) -> dict[str, int]:
        return {role: count for role, count in facts(pdf(folder, tag)).roles.items() if role in BLOCKS}

    french = counted("fr")
    assert french.keys() == BLOCKS
    assert {tag: counted(tag) for tag in LANGUAGES} == dict.fromkeys(LANGUAGES, french)


@pytest.mark.parametrize("tag", LANGUAGES[1:])
def test_every_block_has_the_numbers_of_its_french(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    different = []
    for page in pages(folder, "fr"):
        others = blocks(folder / f"build/{tag}/html/{page.name}")
        for key, french in blocks(page).items():
            lost, added = figures(french) - figures(others[key]), figures(others[key]) - figures(french)
            if added or not all(in_words(number, others[key], tag) for number in lost):
                different.append((page.name, key, lost, added))
    assert different == []


def test_the_report_has_all_an_author_can_write(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    soups = [parsed(page) for page in pages(folder, "fr") if page.stem in DOCUMENTS]
    mains = [soup.main for soup in soups if soup.main is not None]
    assert len(mains) == len(DOCUMENTS) >= 14
    assert sum(len(main.get_text(" ").split()) for main in mains) >= 9000

    def count(selector: str) -> int:
        return sum(len(main.select(selector)) for main in mains)

    wanted = {
        "section.sheet": 8, "figure.chart table": 10, "table caption": 16, "figure.quote": 6, ".figures": 3,
        "[role=doc-noteref]": 6, "[role=doc-footnote], [role=doc-endnotes]": 1, "nav[role=doc-toc]": 1,
        "[role=doc-abstract]": 1, ".territories li": 194, "dl dt": 40, "abbr[title]": 12, "[lang=en]": 6,
        "[translate=no]": 6, "img[alt]": 1, "a[href*='.html#']": 12, "ol li": 3,
    }  # fmt: skip
    assert {selector: count(selector) for selector, least in wanted.items() if count(selector) < least} == {}


def report(folder: Path, tag: str) -> dict[str, Any]:
    """Return the evidence of one language."""
    text = (folder / f"build/reports/{tag}/findings.json").read_text("utf-8")
    return dict(json.loads(text))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_file_is_tested_by_every_checker_and_nothing_failed(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    found = report(folder, tag)
    assert (found["counts"]["failed"], found["counts"]["not_run"]) == (0, 0)
    assert found["counts"]["passed"] > 0
    assert found["counts"]["owed"] > 0, "programs alone cannot say that all is well"
    tested: dict[str, set[str]] = {}
    for row in found["assertions"]:
        if row["mode"] == "automatic" and row["outcome"] == "passed":
            tested.setdefault(row["checker"].split()[0], set()).add(row["subject"])
    html, tagged = pages(folder, tag), pdf(folder, tag)
    names = {page.relative_to(folder).as_posix() for page in html}
    assert tested["veraPDF"] == {tagged.relative_to(folder).as_posix()}
    assert (tested["axe-core"], tested["Nu"]) == (names, names)
    assert tested["publisher"] >= names | tested["veraPDF"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_pdf_has_the_137_rows_of_the_matterhorn_protocol(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    soup = parsed(folder / f"build/reports/{tag}/index.html")
    rows = soup.select("tr[id^=m1-]")
    assert len({str(row["data-row"]) for row in rows}) == len(rows) == 137
    outcomes = Counter(str(row["data-outcome"]) for row in rows)
    assert outcomes.keys() == {"passed", "inapplicable", "owed"}, "nothing failed, nobody judged"


def test_all_reports_have_the_same_numbers(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    whole = json.loads((folder / "build/reports/findings.json").read_text("utf-8"))
    total: Counter[str] = Counter()
    for tag in LANGUAGES:
        counts = report(folder, tag)["counts"]
        total.update(counts)
        wanted = {"failed": counts["failed"], "notRun": counts["not_run"], "owed": counts["owed"]}
        wanted |= {"passed": counts["passed"], "cantTell": counts["cant_tell"], "inapplicable": counts["inapplicable"]}
        row = parsed(folder / "build/reports/index.html").select_one(f'tr[data-language="{tag}"]')
        assert row is not None
        for part in (row, parsed(folder / f"build/reports/{tag}/index.html")):
            shown = {str(item["data-count"]): int(str(item["value"])) for item in part.select("data.count")}
            assert wanted.items() <= shown.items()
    assert total == Counter(whole["counts"])


def test_the_reports_are_accessible_themselves(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    home = folder / "build/reports"
    others = [home / "overview.ar.html", home / f"reading/{DOCUMENTS[1]}.html", home / "en/statement.html"]
    others += [home / f"ar/reading/{DOCUMENTS[1]}.html"]
    reports = [home / tag / "index.html" for tag in LANGUAGES]
    assert [(message.file, message.message) for message in nu.validate([*others, *reports])] == []
    # A report has thousands of elements, which takes axe as long as all others together: one stands for the four.
    for result in chromium.axe([*others, reports[-1]]):
        assert result.error is None
        assert [(result.file.name, rule.id, rule.nodes) for rule in result.violations] == []
        assert result.scroll_width <= result.width


def test_the_same_ids_stand_in_every_language(published: tuple[Path, Ran]) -> None:
    folder, _ = published

    def ids(tag: str, name: str) -> set[str]:
        soup = parsed(folder / f"build/{tag}/html/{name}")
        return {str(element["id"]) for element in soup.main.find_all(id=True)} if soup.main else set()

    for page in pages(folder, "fr"):
        assert all(ids(tag, page.name) == ids("fr", page.name) for tag in LANGUAGES)


@pytest.mark.parametrize("tag", ["fr", "en", "es"])
def test_the_pdf_holds_every_word_of_the_pages(published: tuple[Path, Ran], tag: str) -> None:
    folder, _ = published
    # The call of a note stands right after its word.
    found = {form for word in words(pdf_text(folder, tag)) for form in (word, word.rstrip("0123456789"))}
    for page in pages(folder, tag)[:-1]:
        soup = parsed(page)
        assert soup.main is not None
        assert set(words(soup.main.get_text(" "))) - found == set()


def test_a_second_publish_changes_nothing_and_starts_no_java(published: tuple[Path, Ran]) -> None:
    folder, _ = published
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    again = publisher(
        folder,
        "publish",
        "--json",
        PUBLISHER_JAVA="/nowhere/java",
        PUBLISHER_CHROMIUM="/nowhere/chromium",
        PYTHONHASHSEED="1",
    )
    assert again.code == 0
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    assert after == before


def test_another_folder_gives_the_same_bytes(published: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = published
    other = copy_of_sample(tmp_path / "ailleurs")
    # One language stands for all: test_same_bytes.py does it with every kind of content, and machines that differ more.
    assert publisher(other, "build", "-l", "ar", TZ="Asia/Tokyo", LANG="C", PYTHONHASHSEED="1").code == 0
    names = [file.relative_to(other) for file in sorted((other / "build/ar").rglob("*.*"))]
    assert names == [file.relative_to(folder) for file in sorted((folder / "build/ar").rglob("*.*"))]
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
