"""What an author says of a document before its text."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.model.document import Document
from publisher.model.finding import Level
from publisher.readers.markdown import read_markdown

RULE = "document/front-matter"


def document(*lines: str, text: str = "# Bilan\n") -> Document:
    return read_markdown("\n".join(["---", *lines, "---", text]), "source/01.md", "fr")


def said(found: Document) -> dict[str, str]:
    title = found.head.title
    metas = {str(meta["name"]): str(meta["content"]) for meta in found.head.find_all("meta")}
    return metas | ({"title": title.get_text()} if title else {})


def places(found: Document) -> list[tuple[str, str, int | None]]:
    return [(finding.rule, finding.level.value, finding.line) for finding in found.findings]


def test_what_readers_are_told_goes_to_the_head_with_its_line() -> None:
    found = document("description: Les faits de l’année", "author: Le bureau", "keywords: [police, données]")
    assert said(found) == {"description": "Les faits de l’année", "author": "Le bureau", "keywords": "police, données"}
    assert [meta.sourceline for meta in found.head.find_all("meta")] == [2, 3, 4]
    assert found.findings == ()


def test_a_title_heads_a_document_that_has_no_heading() -> None:
    found = document("title: Rapport annuel", text="Un texte.\n")
    assert found.body.h1 is not None
    assert (found.body.h1.get_text(), found.body.h1.sourceline, found.title) == ("Rapport annuel", 2, "Rapport annuel")
    assert said(found) == {}


@pytest.mark.parametrize(("title", "head"), [("Bilan", {}), ("Bilan de l’année", {"title": "Bilan de l’année"})])
def test_a_title_beside_a_heading_is_kept_where_it_differs(title: str, head: dict[str, str]) -> None:
    found = document(f"title: {title}")
    assert said(found) == head
    assert len(found.body.find_all("h1")) == 1


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["summary: 'L’été, c’est « fini »'"], "L’été, c’est « fini »"),
        (['abstract: "Une \\"belle\\" année"  # à relire'], 'Une "belle" année'),
        (["description: >", "  Un texte", "  plié"], "Un texte plié"),
        (["description: |-", "  Deux", "  lignes"], "Deux lignes"),
        (["description: Un texte", "  qui continue"], "Un texte qui continue"),
        (["description: Rapport : annuel # note"], "Rapport : annuel"),
        (["# une remarque", "", "description: 2019"], "2019"),
    ],
)
def test_texts_are_read_as_yaml_writes_them(lines: list[str], text: str) -> None:
    found = document(*lines)
    assert said(found) == {"description": text}
    assert found.findings == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["tags: [mer, 'L’air, la terre']"], ["tags: ['mer',", '  "L’air, la terre"]'],
        ["tags:", "  - mer", "  - L’air, la terre"], ["tags:  # sujets", "- mer", "- 'L’air, la terre'"],
    ],
)  # fmt: skip
def test_lists_are_read_as_yaml_writes_them(lines: list[str]) -> None:
    assert said(document(*lines)) == {"keywords": "mer, L’air, la terre"}


def test_lines_of_the_document_stay_what_they_are() -> None:
    found = identify(document("description: Court", "tags:", "  - a", text="\n## Suite {#suite}\n"))
    assert found.lines["suite"] == 7


@pytest.mark.parametrize(
    ("lines", "level", "line"),
    [
        (["author: Le bureau", "draft: true"], Level.NOTE, 3),
        (["author: Le bureau", "menu:", "  main:", "    weight: 3"], Level.NOTE, 3),
        (["description: Un", "summary: Deux"], Level.NOTE, 3),
        (["lang: fr-FR", "language: en"], Level.WARNING, 3),
        (["author: x", "description: *ancre"], Level.ERROR, 3),
        (["author: x", "description: !!python/object x"], Level.ERROR, 3),
        (["author: x", "title: &a [*a, *a]"], Level.ERROR, 3),
        (["author: x", 'title: "sans fin'], Level.ERROR, 3),
        (["author: x", "title: [a, {b: c}]"], Level.ERROR, 3),
    ],
)
def test_what_has_no_use_is_said_at_its_line(lines: list[str], level: Level, line: int) -> None:
    assert places(document(*lines)) == [(RULE, level.value, line)]


def test_a_value_that_is_not_used_stands_in_its_finding() -> None:
    (finding,) = document("sous-titre: Les chiffres", "  et les faits").findings
    assert "sous-titre" in finding.message
    assert "Les chiffres et les faits" in finding.message


def test_broken_front_matter_stays_text_and_is_said() -> None:
    found = document("title: Rapport", "ceci n’est pas une clé", text="# Bilan\n")
    assert places(found) == [(RULE, "error", 3)]
    assert "ceci n’est pas une clé" in found.body.get_text()
    assert "title: Rapport" in found.body.get_text()


@pytest.mark.parametrize("text", ["---\nTitre\n---\n\nsuite\n", "---\n\nsuite : non\n", "---\na: b\n", "***\n"])
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    found = read_markdown(text, "source/01.md", "fr")
    assert (said(found), found.findings) == ({}, ())
    assert found.body.hr is not None
