"""Templates: nothing gets out of its place, no address leads elsewhere, every text reaches translators."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model.texts import Texts
from publisher.reports.environment import href, render, said, template_texts


@given(st.text(), st.text())
def test_no_path_leads_to_another_host(path: str, fragment: str) -> None:
    address = urlsplit(href(path, fragment))
    assert (address.scheme, address.netloc, address.query) == ("", "", "")
    assert unquote(address.fragment) == fragment


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//host/a", "/etc/passwd", "a?b#c%d é.md", "\udcff.md"])
def test_hostile_paths_are_paths(path: str) -> None:
    address = href(path)
    assert not address.startswith("/")
    assert ":" not in address
    assert address.isascii()


def test_words_in_a_sentence_are_isolated_and_escaped() -> None:
    texts = Texts("ar", "rtl", {"{0} of {n}": "{n} من {0}"})
    assert said(texts, "{0} of {n}", "<a>", n=3) == "3 من <bdi>&lt;a&gt;</bdi>"


def test_a_sentence_without_words_keeps_its_braces() -> None:
    assert said(Texts(), "## Title {#id}") == "## Title {#id}"


def test_a_page_cannot_take_the_language_of_its_texts_away() -> None:
    with pytest.raises(TypeError):
        render("report_layout.html", Texts("ar", "rtl"), language="fr")


def test_every_template_has_its_texts_collected_once_by_place() -> None:
    found = list(template_texts())
    assert {name for name, _, _ in found} >= {"overview.html", "report.html", "report_layout.html", "report_parts.html"}
    assert ("report_layout.html", "Skip to content", ()) in found
    assert all(text.strip() == text and text for _, text, _ in found)


def test_a_comment_reaches_the_text_after_it_alone() -> None:
    comments = [comment for _, _, found in template_texts() for comment in found]
    assert comments
    bare = [found for name, text, found in template_texts() if (name, text) == ("report.html", "Nothing to list.")]
    assert bare == [(), (), ()]
