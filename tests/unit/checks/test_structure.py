"""Structure of the source: one failing and one passing case per rule."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.checks.structure import check_documents, ignored_files
from publisher.model.finding import Finding
from publisher.readers.html import read_html
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
        ("document/table-headers", 3, "# A\n\n| | |\n|-|-|\n| a | b |\n", "# A\n\n| | c |\n|-|-|\n| a | b |\n"),
        (
            "document/table-headers",
            3,
            "# A\n\n<table><tr><td><table><tr><th>a</table></table>\n",
            '# A\n\n<table role="presentation"><tr><td>a</table>\n',
        ),
        ("document/empty-heading", 3, "# A\n\n## ![](images/a.svg)\n", "# A\n\n## ![plan](images/a.svg)\n"),
        ("document/no-alternative", 3, "# A\n\n<svg><path/></svg>\n", "# A\n\n<svg><title>Plan</title></svg>\n"),
        (
            "document/no-alternative",
            3,
            "# A\n\n<svg><title> </title></svg>\n",
            '# A\n\n<svg aria-hidden="true"></svg>\n',
        ),
        (
            "document/no-alternative",
            3,
            '# A\n\n<p role="img">4</p>\n',
            '# A\n\n<p role="img" aria-label="plan">4</p>\n',
        ),
        (
            "document/no-alternative",
            3,
            '# A\n\n<svg aria-labelledby="rien"></svg>\n',
            '# A\n\n<p id="nom">Plan</p>\n\n<svg aria-labelledby="nom"></svg>\n',
        ),
        ("document/empty-link", 3, '# A\n\n[<i aria-hidden="true">→</i>](02.md)\n', '# A\n\n<a id="b"></a>\n'),
        (
            "document/empty-link",
            3,
            '# A\n\n<a href="02.md"><svg aria-hidden="true"></svg></a>\n',
            '# A\n\n<a href="02.md"><svg><title>Suite</title></svg></a>\n',
        ),
        ("document/media", 3, '# A\n\n<audio src="a.ogg"></audio>\n', "# A\n\n<audio>[Écouter](02.md)</audio>\n"),
        ("document/language-code", 3, "# A\n\n[a]{lang=french}\n", "# A\n\n[a]{lang=fr} [b]{lang=zh-Hant-TW}\n"),
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


@pytest.mark.parametrize("code", ["french", "fr_FR", "jp", "uk-", "f", "123", "fr-", "en-x", "English (UK)"])
def test_a_code_that_no_voice_answers_to_is_found(code: str) -> None:
    found = check(f'# A\n\n<p id="p" lang="{code}">texte</p>\n')
    assert [(finding.rule, finding.line, finding.id) for finding in found] == [("document/language-code", 3, "p")]


@pytest.mark.parametrize(
    "code",
    [
        "fr",
        "FR",
        "en-GB",
        "es-419",
        "zh-Hant-HK",
        "sr-Latn",
        "ca-valencia",
        "de-1996",
        "fro",
        "de-u-co-phonebk",
        "x-port",
        "",
    ],
)
def test_a_code_of_bcp_47_is_sound(code: str) -> None:
    assert check(f'# A\n\n<p lang="{code}">texte</p>\n') == []


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="images/a.svg" role="presentation">',
        '<img src="images/a.svg" aria-label="plan">',
        '<span aria-hidden="true"><img src="images/a.svg"><svg></svg></span>',
        '<span role="img" aria-label="plan"><svg></svg></span>',
        "![](images/a.svg)",
    ],
)
def test_a_picture_whose_author_says_what_it_is_asks_for_nothing(picture: str) -> None:
    assert check(f"# A\n\ntexte {picture}\n") == []


def test_what_is_wrong_is_said_once_at_its_cause() -> None:
    found = check('# A\n\n<h2 id="b">B <svg id="s"><svg></svg></svg></h2>\n')
    assert [(finding.rule, finding.id) for finding in found] == [("document/no-alternative", "s")]


def test_a_page_without_a_language_of_its_own_is_in_that_of_the_publication() -> None:
    document = identify(read_html("<html><body><h1>A</h1><p>texte</p></body></html>", "source/01.html", "fr"))
    assert check_documents([document], ()) == ()


def test_a_page_of_html_is_told_the_heading_it_lacks_in_html() -> None:
    document = identify(read_html("<html><head><title>A</title></head><p>texte</html>", "source/01.html", "fr"))
    (finding,) = check_documents([document], ())
    assert (finding.rule, finding.file) == ("document/no-title", "source/01.html")
    assert "<h1>" in (finding.hint or "")
