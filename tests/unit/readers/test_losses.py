"""Nothing is lost in silence: what the rules of Markdown drop is kept, or said at its line."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.model.document import Document
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown


def document(text: str) -> Document:
    return identify(read_markdown(text, "source/01.md", "fr"))


def places(text: str) -> list[tuple[str, int | None]]:
    return [(finding.rule.removeprefix("document/"), finding.line) for finding in document(text).findings]


@pytest.mark.parametrize(
    ("rule", "line", "fails", "passes"),
    [
        ("note-uncalled", 3, "Un[^a].\n\n[^b]: Deux.\n[^a]: Trois.\n", "Un[^a].\n\n[^a]: Trois.\n"),
        ("note-uncalled", 4, "Un[^a].\n\n[^a]: Deux.\n[^a]: Trois.\n", "Un[^a] et[^b].\n\n[^a]: Deux.\n[^b]: Trois.\n"),
        ("double-space", 2, "Un\nou  deux.\n", "Un  \nou `a  b`\n\n    c  d\n"),
        ("note-missing", 2, "Un\nou deux[^a].\n", "Un `[^a]`, \\[^b].\n"),
        ("note-missing", 1, "Un[^b].[^a]\n\n[^a]: Note.\n", "Un^[Note].\n"),
        ("table-cells", 4, "| A |\n|---|\n| 1 |\n| 1 | 2 |\n", "| A |\n|---|\n| 1 \\| 2 |\n"),
        ("table-cells", 5, "- x\n\n  > | A |\n  > |---|\n  > | 1 | 2\n", "- x\n\n  > | A |\n  > |---|\n  > | 1 | |\n"),
        ("unclosed", 3, "Un.\n\n<!-- deux\n\nTrois.\n", "Un.\n\n<!-- deux\n\n-->\nTrois.\n"),
        ("unclosed", 4, "Un.\n\n<div>\n<!-- deux\n</div>\n\nTrois.\n", "Un.\n\n<div>\n<!-->deux\n</div>\n"),
        ("unclosed", 1, "Un <textarea> deux.\n", "Un <textarea>deux</textarea>.\n"),
        ("abbreviation", 2, "Un\n*[OIPC]: Organisation\n", "Un *[x](#a): y*\n"),
        ("link-unused", 1, "[Note]: voir\n\nUn.\n", "[Note]: #voir\n\n[note] ou ![x][note].\n"),
        ("link-unused", 2, "[a]: #un 'Titre'\n[a]: #deux 'Titre'\n\n[a]\n", "[a]: #un\n[b]: #deux\n\n[a] [b]\n"),
        ("attributes", 1, "{.large}\n<p>Un</p>\n", "{.large}\nUn\n"),
        ("attributes", 3, "Un\n\n{.large}\n", "{.large}\n{#a}\n::: quote\nUn\n:::\n"),
        ("active-content", 1, "[Un](#a){onclick=x}\n", "[Un](#a){.x}\n"),
        ("active-content", 1, "::: quote {onclick=x}\nUn\n:::\n", "::: quote {.x}\nUn\n:::\n"),
    ],
)  # fmt: skip
def test_rule(rule: str, line: int, fails: str, passes: str) -> None:
    assert (rule, line) in places(fails)
    assert places(passes) == []


def test_a_note_that_is_not_called_stands_after_the_others() -> None:
    notes = document("Un[^b].\n\n[^a]: Sans appel.\n[^b]: Appelée.\n").body.find_all("li")
    assert [(note["id"], note.get_text().strip()) for note in notes] == [
        ("note-1", "Appelée."), ("note-2", "Sans appel."),
    ]  # fmt: skip


def test_a_document_with_only_uncalled_notes_keeps_them() -> None:
    assert "Sans appel." in document("[^a]: Sans appel.\n").body.get_text()


def test_a_note_in_a_note_is_a_note_of_its_own() -> None:
    found = document("Un[^a] et deux[^b].\n\n[^a]: Premier.\n\n    [^b]: Second.\n\n    Suite du premier.\n")
    assert [" ".join(note.get_text().split()) for note in found.body.find_all("li")] == [
        "Premier. Suite du premier.", "Second.",
    ]  # fmt: skip


def test_what_a_row_has_too_much_stands_in_the_finding() -> None:
    (finding,) = document("| A | B |\n|---|---|\n1 | 2 | trois | quatre\n").findings
    assert "trois | quatre" in finding.message


@pytest.mark.parametrize("element", ["xmp", "listing", "plaintext", "title"])
@pytest.mark.parametrize("shape", ["<{0}>\nun <b>deux</b>\n</{0}>\n\ntrois\n", "un <{0}>deux</{0}> trois\n",
                                   "<{0}>\nun *deux*\n\ntrois\n", "un <{0}>deux trois\n\n# Suite\n"])  # fmt: skip
def test_elements_of_raw_text_neither_vanish_nor_run_away(element: str, shape: str) -> None:
    body = document(shape.format(element) + "\n# Fin\n").body
    assert all(word in body.get_text() for word in ("un", "deux", "trois"))
    assert [heading.get_text() for heading in body.find_all("h1")][-1] == "Fin"
    assert body.find(["xmp", "listing", "plaintext"]) is None


@pytest.mark.parametrize("element", ["xmp", "listing", "plaintext"])
def test_elements_html_gave_up_are_preformatted_text(element: str) -> None:
    body = read_html(f"<h1>T</h1><{element}>un\n  deux", "source/a.html", "fr").body
    assert body.pre is not None
    assert body.pre.get_text() == "un\n  deux"


@pytest.mark.parametrize(("text", "line"), [("<p>un</p>\n<!-- deux\n<p>trois", 2), ("<h1>T</h1>\n\n<xmp>un", 3)])
def test_what_swallows_a_page_is_said_at_its_line(text: str, line: int) -> None:
    found = read_html(text, "source/a.html", "fr")
    assert [(finding.rule, finding.line) for finding in found.findings] == [("document/unclosed", line)]


@pytest.mark.parametrize(
    ("text", "element", "attributes"),
    [
        ("[site](https://example.org){data-translate=href}\n", "a", {"data-translate": "href"}),
        ('[voir]{data-context="verbe"}\n', "span", {"data-context": "verbe"}),
        ('## Marche {data-context="verbe"}\n', "h2", {"data-context": "verbe"}),
        ('{data-context="verbe"}\nMarche.\n', "p", {"data-context": "verbe"}),
        ("{data-max-length=40}\n- un\n- deux\n", "ul", {"data-max-length": "40"}),
        ("{data-max-length=40}\n| A |\n|---|\n", "table", {"data-max-length": "40"}),
        ("{data-max-length=40}\n::: quote\nUn\n:::\n", "figure", {"data-max-length": "40"}),
        ("::: sheet Fiche {data-max-length=40}\nUn\n:::\n", "section", {"data-max-length": "40"}),
        ("![plan](a.svg){data-context=carte}\n", "img", {"data-context": "carte"}),
        ('<p data-context="verbe">Marche</p>\n', "p", {"data-context": "verbe"}),
        ('Un <a href="#x" data-translate="href">lien</a>\n', "a", {"data-translate": "href"}),
    ],
)  # fmt: skip
def test_what_an_author_says_to_translators_stays(text: str, element: str, attributes: dict[str, str]) -> None:
    found = document(text).body.find(element)
    assert found is not None
    assert attributes.items() <= found.attrs.items()
