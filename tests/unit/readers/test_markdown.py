"""Markdown: the notation of DESIGN section 5, and the line of every block."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.model.document import Document
from publisher.readers.markdown import read_markdown


def document(text: str) -> Document:
    return identify(read_markdown(text, "source/01-essai.md", "fr"))


def html(text: str) -> str:
    return document(text).body.decode_contents()


def test_the_title_is_the_first_top_heading() -> None:
    assert document("texte\n\n# Le *titre*\n").title == "Le titre"
    assert document("texte").title == "01-essai"


def test_a_heading_takes_its_attributes_from_the_end_of_its_line() -> None:
    assert '<h2 class="large" id="neptune">Neptune</h2>' in html("## Neptune {#neptune .large}\n")
    assert "{pas un attribut" in html("## Neptune {pas un attribut\n")


def test_inline_attributes_mark_language_and_protection() -> None:
    text = html("Le [darknet]{lang=en} et [I-24/7]{translate=no}.\n")
    assert '<span lang="en">darknet</span>' in text
    assert '<span translate="no">I-24/7</span>' in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[I-24/7]{translate=no}](a.md)", '<a href="a.md"><span translate="no">I-24/7</span></a>'),
        ("[le *[web]{lang=en}* vu](a.md)", '<a href="a.md">le <em><span lang="en">web</span></em> vu</a>'),
        ("[le [web]{lang=en}][r]\n\n[r]: a.md", '<a href="a.md">le <span lang="en">web</span></a>'),
        # A link in a link there is none, whatever stands around it.
        ("[a [b](b.md) c](a.md)", '[a <a href="b.md">b</a> c](a.md)'),
        ("[a [[b](b.md)]{lang=en} c](a.md)", '[a <span lang="en"><a href="b.md">b</a></span> c](a.md)'),
        ("[a [b] c](a.md)", '<a href="a.md">a [b] c</a>'),
        ("[a [b c](a.md)", '[a <a href="a.md">b c</a>'),
    ],
)
def test_a_link_may_hold_words_with_attributes(text: str, expected: str) -> None:
    assert expected in html(text + "\n")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("# A\n\npara\n\n## B {#b}\n", "b", 5),
        ("avant\n\n<div>\n<p id='x'>un</p>\n<p id='y'>deux</p>\n</div>\n", "y", 5),
        ("- un\n- deux\n\n<p id='z'>z</p>\n", "z", 4),
        ("::: sheet F {#fiche}\nQui\n:   Nous\n:::\n", "fiche", 1),
        ("<!-- translators: court\nsur deux lignes -->\n\n# T {#t}\n", "t", 4),
        ("a[^1]\n\n[^1]: La note. [x]{#ici}\n", "ici", 3),
    ],
)
def test_a_block_knows_its_line(text: str, key: str, line: int) -> None:
    assert document(text).lines[key] == line


def test_html_blocks_are_part_of_the_same_tree() -> None:
    text = html("<table>\n<caption>Légende</caption>\n<tr><th>a\n<td>b\n</table>\n")
    assert "<caption" in text
    assert text.count("<td") == 1


def test_a_paragraph_after_a_table_is_its_caption() -> None:
    text = html("| A | B |\n|---|--:|\n| **x** | 1 |\n\n: Les valeurs\n")
    assert ">Les valeurs</caption>" in text
    assert 'scope="col"' in text
    assert 'scope="row"' in text
    assert 'class="end"' in text
    assert "style" not in text


def test_a_footnote_is_a_reference_and_a_note() -> None:
    text = html("Un[^a] deux[^a].\n\n[^a]: La note.\n")
    assert text.count('role="doc-noteref"') == 2
    assert '<li id="note-1">' in text
    assert 'role="doc-endnotes"' in text


def test_a_pull_quote_names_its_author_in_the_caption() -> None:
    text = html("::: quote\nParole.\n\n— La direction\n:::\n")
    assert text.startswith('<figure class="quote"')
    assert "<figcaption" in text
    assert ">La direction</figcaption>" in text


def test_key_figures_are_read_as_one_sentence() -> None:
    assert "<strong>194</strong> pays membres</li>" in html("::: figures\n194\n:   pays membres\n:::\n")


def test_key_figures_lose_none_of_their_text() -> None:
    text = html("::: figures\n194\n:   pays\n\n    membres\n:   en 2019\n:::\n")
    assert all(word in text for word in ("pays", "membres", "en 2019"))
    assert "<dd" not in text


def test_a_title_that_a_container_does_not_show_is_a_finding() -> None:
    assert [finding.rule for finding in document("::: quote TITRE\nx\n:::\n").findings] == ["document/container-title"]


def test_an_operation_sheet_is_headed_one_level_under_its_context() -> None:
    assert "<h3" in html("# A\n\n## B\n\n::: sheet Opération\nQui\n:   Nous\n:::\n")


def test_a_sheet_without_a_heading_is_no_section() -> None:
    text = html("# A\n\n::: sheet\nQui\n:   Nous\n:::\n\n::: sheet B\nQui\n:   Vous\n:::\n")
    assert '<div class="sheet"' in text
    assert text.count("<section") == 1


def test_sheets_in_a_row_have_headings_of_one_level() -> None:
    sheet = "::: sheet Opération\nQui\n:   Nous\n:::\n\n"
    text = html("# A\n\n## B\n\n" + sheet * 3 + "## C\n\n" + sheet)
    assert (text.count("<h3"), text.count("<h4")) == (4, 0)


def test_an_unknown_container_is_a_finding_and_keeps_its_text() -> None:
    found = document("::: citation\nParole.\n:::\n")
    assert [finding.rule for finding in found.findings] == ["document/unknown-container"]
    assert found.findings[0].line == 1
    assert "Parole." in found.body.get_text()


def test_deep_nesting_loses_no_text() -> None:
    text = ">" * 40 + " profond\n"
    assert "profond" in document(text).body.get_text()


def test_the_identity_of_a_block_does_not_depend_on_its_neighbours() -> None:
    alone = document("Un paragraphe.\n")
    after = document("Autre chose.\n\nUn paragraphe.\n")
    assert set(alone.lines) <= set(after.lines)


def test_an_attribute_of_an_author_is_not_taken_for_a_line() -> None:
    assert document(
        "<p data-publisher-line='x' id='a'>un</p>\n\n<p data-publisher-line='²' id='b'>deux</p>\n"
    ).lines == {"a": 1, "b": 3}


def test_the_title_of_a_sheet_is_a_heading_with_its_markup() -> None:
    heading = read_markdown("::: sheet Fiche *verte* {#f}\nQui\n:   Nous\n:::\n", "source/d.md", "fr").body.h2
    assert heading is not None
    assert heading.decode_contents() == "Fiche <em>verte</em>"
