"""Nothing is left in French and nothing breaks: a publication with everything, translated letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tinycss2
from bs4 import BeautifulSoup

from publisher.model.finding import Level
from publisher.pipeline.check import catalog_findings
from publisher.pipeline.editions import edition
from publisher.pipeline.project import catalogs, load
from publisher.workspace import Workspace
from tests.completeness.conftest import TARGETS, Published, furniture
from tests.completeness.pdf import spoken
from tests.completeness.pseudo import (
    LOCALISED,
    count_page,
    count_print,
    french_letters,
    protected_texts,
    skeleton,
    words_of,
)

UNTOUCHED = 0.0005
"""share of the visible letters that may be left"""
each_language = pytest.mark.parametrize("tag", TARGETS)


def strings(nodes: list[object]) -> Iterator[str]:
    """Yield the strings in CSS tokens, at any depth."""
    for node in nodes:
        if isinstance(node, tinycss2.ast.StringToken):
            yield node.value
        yield from strings(getattr(node, "content", None) or [])
        yield from strings(getattr(node, "arguments", None) or [])


def allowed_in_print(published: Published, tag: str) -> frozenset[str]:
    trees = published.main(tag).values()
    addresses = [str(link["href"]) for tree in trees for link in tree.find_all("a", href=re.compile(":"))]
    return words_of([text for tree in trees for text in protected_texts(tree)] + addresses + [*furniture(tag)])


def test_the_publication_with_everything_builds_without_an_error_or_a_warning(published: Published) -> None:
    found = [finding for finding in published.build.json["findings"] if finding["level"] != "note"]
    # The words of a pseudo-translation are long, and no dictionary divides them.
    assert {(finding["rule"], finding["level"]) for finding in found} <= {("pdf/overflow", "warning")}
    assert published.build.code == 0


def test_before_translation_every_letter_is_french(published: Published) -> None:
    for html in published.pages("fr").values():
        count = count_page(html, furniture("fr"))
        assert count.letters == count.untouched > 0


@each_language
def test_no_letter_of_a_page_stays_french(published: Published, tag: str) -> None:
    counts = [count_page(html, furniture(tag)) for html in published.pages(tag).values()]
    gaps = [gap for count in counts for gap in count.gaps]
    assert sum(count.untouched for count in counts) <= UNTOUCHED * sum(count.letters for count in counts), gaps


@each_language
def test_no_word_on_paper_stays_french(published: Published, tag: str) -> None:
    count = count_print(published.pdf_text(tag), allowed_in_print(published, tag))
    assert count.letters > 0
    assert count.share <= UNTOUCHED, count.gaps


@each_language
def test_no_bookmark_metadata_or_alternative_of_a_pdf_stays_french(published: Published, tag: str) -> None:
    texts = list(spoken(published.pdf(tag)))
    allowed = allowed_in_print(published, tag)
    assert {"/Alt", "/Title"} <= {key for key, _ in texts}
    assert [(key, text) for key, text in texts if count_print(text, allowed).untouched] == []


@each_language
def test_no_generated_content_of_a_page_stays_french(published: Published, tag: str) -> None:
    styles = published.folder / f"build/{tag}/html/styles"
    own = [file for file in styles.glob("*.css") if not file.name.startswith("default-")]
    texts = [text for file in own for text in strings(tinycss2.parse_stylesheet(file.read_text("utf-8")))]
    assert texts
    assert [text for text in texts if french_letters(text)] == []


def shape(nodes: list[object]) -> list[object]:
    """Return the kinds of CSS tokens, nested as they are."""
    return [(node.type, shape(getattr(node, "content", None) or [])) for node in nodes]  # type: ignore[attr-defined]


@each_language
def test_a_stylesheet_keeps_its_rules_whatever_its_texts_become(published: Published, tag: str) -> None:
    made = edition(load(Workspace(published.folder)), tag).stylesheets
    sheets = {file.name: file.read_text("utf-8") for file in (published.folder / "styles").glob("*.css")}
    assert {name: shape(tinycss2.parse_component_value_list(css)) for name, css in made.items()} == {
        name: shape(tinycss2.parse_component_value_list(css)) for name, css in sheets.items()
    }


@each_language
def test_the_tags_are_those_of_the_french_page(published: Published, tag: str) -> None:
    french, target = published.main("fr"), published.main(tag)
    assert list(french) == list(target)
    for name in french:
        assert skeleton(target[name]) == skeleton(french[name])


@each_language
def test_every_link_within_the_publication_leads_to_a_block(published: Published, tag: str) -> None:
    trees = {name: BeautifulSoup(html, "html.parser") for name, html in published.pages(tag).items()}
    ids = {name: {str(element["id"]) for element in tree.find_all(id=True)} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.find_all("a", href=re.compile(r"^[^:/.]*(\.html)?(#|$)")):
            page, _, fragment = str(link["href"]).partition("#")
            assert not fragment or fragment in ids[page or name], link


@each_language
def test_a_link_marked_as_localisable_has_the_address_of_the_translation(published: Published, tag: str) -> None:
    def marked(language: str) -> list[str]:
        return [
            str(link["href"])
            for tree in published.main(language).values()
            for link in tree.find_all("a", string=re.compile("."))
            if str(link["href"]).startswith(("https://formulaires.", "https://emblemes."))
        ]

    assert len(marked("fr")) == 2
    assert marked(tag) == [address + LOCALISED for address in marked("fr")]


@each_language
def test_an_entity_of_the_source_never_becomes_a_tag(published: Published, tag: str) -> None:
    def signs(language: str) -> list[int]:
        return [tree.get_text().count("<") for tree in published.main(language).values()]

    assert sum(signs("fr")) > 0
    assert signs(tag) == signs("fr")
    assert not any(tree.find("script") for tree in published.main(tag).values())


@each_language
def test_protected_text_is_left_to_the_letter(published: Published, tag: str) -> None:
    def kept(language: str) -> list[list[str]]:
        return [protected_texts(tree) for tree in published.main(language).values()]

    assert sum(map(len, kept("fr"))) > 0
    assert kept(tag) == kept("fr")


@each_language
def test_the_catalogs_of_a_careful_translator_have_no_error(published: Published, tag: str) -> None:
    project = load(Workspace(published.folder))
    findings = catalog_findings(project, tag, catalogs(project, tag))
    assert [finding for finding in findings if finding.level is Level.ERROR] == []


def test_the_language_of_a_passage_is_said_in_every_edition(published: Published) -> None:
    def languages(tag: str) -> list[str]:
        return [str(element["lang"]) for tree in published.main(tag).values() for element in tree.find_all(lang=True)]

    assert "en" in languages("fr")
    assert languages("en") == languages("ar") == languages("fr")
