"""Structure of the source: one failing and one passing case per rule."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.checks.structure import check_documents, ignored_files
from publisher.model.finding import Finding
from publisher.readers.markdown import read_markdown

FILES = {"images/a.svg"}


def check(text: str) -> list[Finding]:
    document = identify(read_markdown(text, "source/01.md", "fr"))
    other = identify(read_markdown("# Autre {#autre}\n", "source/02.md", "fr"))
    return [finding for finding in check_documents([document, other], FILES)]


@pytest.mark.parametrize(
    ("rule", "line", "fails", "passes"),
    [
        ("document/no-title", 1, "texte\n", "# Titre\n"),
        ("document/heading-order", 3, "# A\n\n### B\n", "# A\n\n## B\n\n# C\n"),
        ("document/empty-heading", 3, "# A\n\n##\n", "# A\n\n## B\n"),
        ("document/no-alternative", 3, '# A\n\n<img src="images/a.svg">\n', "# A\n\n![plan](images/a.svg)\n"),
        ("document/missing-image", 3, "# A\n\n![plan](images/b.svg)\n", '# A\n\n<img src="images/a.svg" alt="">\n'),
        ("document/broken-link", 3, "# A\n\n[x](03.md)\n", "# A\n\n[x](02.md#autre)\n"),
        ("document/broken-link", 3, "# A\n\n[x](02.md#rien)\n", "# A {#a}\n\n[x](#a) [y](https://example.org)\n"),
        ("document/broken-link", 3, "# A\n\n[x](02.pdf)\n", "# A\n\n[x](02.html#autre)\n"),
        ("document/duplicate-id", 3, "# A {#a}\n\n## B {#a}\n", "# A {#a}\n\n## B {#b}\n"),
        (
            "document/empty-link",
            3,
            '# A\n\n[<img src="images/a.svg" alt="">](02.md)\n',
            "# A\n\n[![p](images/a.svg)](02.md)\n",
        ),
        ("document/empty-link", 3, "# A\n\n[](02.md)\n", "# A\n\n[texte](02.md)\n"),
        ("document/table-headers", 3, "# A\n\n<table><tr><td>a</table>\n", "# A\n\n<table><tr><th>a<td>b</table>\n"),
    ],
)
def test_rule(rule: str, line: int, fails: str, passes: str) -> None:
    assert [(finding.rule, finding.line) for finding in check(fails)] == [(rule, line)]
    assert check(passes) == []


@pytest.mark.parametrize("name", ["bilan.MD", "bilan.markdown", "bilan.htm", "bilan.HTML", "bilan.xhtml"])
def test_a_document_that_is_not_read_because_of_its_name_is_said(name: str) -> None:
    assert [(finding.rule, finding.file) for finding in ignored_files([name])] == [
        ("document/ignored", f"source/{name}")
    ]


def test_files_that_are_read_or_are_no_documents_are_not_said() -> None:
    assert ignored_files(["bilan.md", "bilan.html", "publication.toml", "images/a.svg", "originals/a.htm"]) == ()
