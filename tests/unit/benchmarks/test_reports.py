"""The generated report is what the benchmark says it is, and memory is measured where it is used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bs4.element import Tag
from tests.benchmarks import reports
from tests.benchmarks.cost import cost

from publisher.model.document import Document
from publisher.readers.markdown import read_markdown

CHAPTERS = 6
BIG = 200 << 20
"""bytes a process takes at will; no other one here comes near"""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return reports.report(CHAPTERS)


@pytest.fixture(scope="module")
def documents(files: dict[str, bytes]) -> list[Document]:
    names = [name for name in files if name.endswith(".md")]
    return [read_markdown(files[name].decode(), name, "fr") for name in names]


def test_a_report_is_the_same_every_time(files: dict[str, bytes]) -> None:
    assert reports.report(CHAPTERS) == files


def test_no_paragraph_stands_in_a_report_twice(documents: list[Document]) -> None:
    texts = [text for document in documents for tag in document.body.find_all("p") if len(text := tag.text) > 100]
    assert len(texts) > 10 * CHAPTERS
    assert len(set(texts)) == len(texts)


def test_the_notation_is_understood(documents: list[Document]) -> None:
    assert [finding for document in documents for finding in document.findings] == []


@pytest.mark.parametrize(
    "selector",
    [
        "h1[id]", "h2[id]", "h3", "p", "ul ul li ul li", "dl dt", "table caption", "th[scope=row]", "th[rowspan]",
        "th[colspan]", "figure img[alt]", "figure figcaption", "blockquote", "[role=doc-noteref]", "abbr[title]",
        "[lang=en]", "a[href*='.md#']",
    ],
)  # fmt: skip
def test_every_chapter_has_all_that_a_pdf_is_made_of(documents: list[Document], selector: str) -> None:
    assert [document.file for document in documents if not document.body.select(selector)] == []


def test_every_sixth_chapter_has_a_table_of_several_pages(documents: list[Document]) -> None:
    longest = [max(len(table.find_all("tr")) for table in document.body.find_all("table")) for document in documents]
    assert longest[5] == 71
    assert max(longest[:5]) < 20


def test_links_lead_to_sections_that_are_there(documents: list[Document]) -> None:
    there = {(document.stem, str(tag["id"])) for document in documents for tag in document.body.find_all(id=True)}
    links = [str(tag["href"]) for document in documents for tag in links_of(document)]
    assert len({link.partition("#")[0] for link in links}) == CHAPTERS
    assert [link for link in links if tuple(link.split(".md#")) not in there] == []


def links_of(document: Document) -> list[Tag]:
    return [tag for tag in document.body.find_all("a", href=True) if ".md#" in str(tag["href"])]


def test_pictures_are_there_and_of_both_kinds(files: dict[str, bytes], documents: list[Document]) -> None:
    shown = {f"source/{tag['src']}" for document in documents for tag in document.body.find_all("img")}
    assert shown <= files.keys()
    assert {Path(name).suffix for name in shown} == {".svg", ".png"}


def test_some_chapters_name_the_pages_they_refer_to_when_asked(documents: list[Document]) -> None:
    marked = [bool(document.body.select("a.xref")) for document in documents]
    assert marked == [False, False, True] * 2
    numbered = reports.report(CHAPTERS, numbered=True)
    assert [name for name in numbered if name.endswith(".css")] == ["styles/print-references.css"]


def test_a_change_is_one_word_and_never_the_same_one(files: dict[str, bytes]) -> None:
    before = files[f"source/{reports.stem(3)}.md"].decode()
    seen = {before}
    for _ in range(reports.LONG_WORD):
        after = reports.reworded(before)
        changed = [pair for pair in zip(before.split(" "), after.split(" "), strict=True) if pair[0] != pair[1]]
        assert len(changed) == 1
        assert len(before) == len(after)
        seen.add(after)
        before = after
    assert len(seen) == reports.LONG_WORD + 1


GRANDCHILD = f"""
import os, sys
child = os.fork()
if child == 0:
    grandchild = os.fork()
    if grandchild == 0:
        data = b"x" * {BIG}
        os._exit(0)
    os.waitpid(grandchild, 0)
    os._exit(0)
os.waitpid(child, 0)
"""


def test_memory_is_that_of_the_largest_process_whoever_started_it(tmp_path: Path) -> None:
    assert cost([sys.executable, "-c", GRANDCHILD], tmp_path).memory > BIG
    assert cost([sys.executable, "-c", "pass"], tmp_path).memory < BIG / 2


JOBS = f"""
from publisher import executors

def eat(size):
    return len(b"x" * size)

with executors.started(1, lambda: None) as executor:
    executor.submit(eat, {BIG}).result()
"""


def test_memory_of_a_job_of_ours_is_counted(tmp_path: Path) -> None:
    assert cost([sys.executable, "-c", JOBS], tmp_path).memory > BIG


def test_cpu_of_processes_that_others_started_is_counted(tmp_path: Path) -> None:
    work = "for _ in range(3_000_000): pass"
    alone = cost([sys.executable, "-c", work], tmp_path)
    forked = GRANDCHILD.replace(f'data = b"x" * {BIG}', work)
    assert cost([sys.executable, "-c", forked], tmp_path).cpu > alone.cpu / 2
