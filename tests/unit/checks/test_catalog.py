"""Catalogs against their templates: one failing and one passing case per rule."""

from __future__ import annotations

import pytest

from publisher.checks.catalog import check_catalog
from publisher.languages import language
from publisher.model.message import Catalog, Entry, Message, Template


def rules(
    msgid: str, msgstr: str, *, fuzzy: bool = False, plural: str | None = None, flags: tuple[str, ...] = ()
) -> list[str]:
    message = Message(msgid, flags=flags + (("python-brace-format",) if "{" in msgid else ()))
    headers = (("Plural-Forms", plural or language("ar").plural_forms),)
    catalog = Catalog("d", "ar", (Entry(message, msgstr, fuzzy=fuzzy, line=7),), headers, file="locale/ar/d.po")
    return [finding.rule for finding in check_catalog(Template("d", (message,)), catalog, language("ar"))]


@pytest.mark.parametrize(
    ("rule", "msgid", "wrong", "right"),
    [
        ("catalog/untranslated", "a", "", "b"),
        ("catalog/tag-lost", "<em>a</em>", "b", "<em>b</em>"),
        ("catalog/tag-unknown", "a", "<b>b</b>", "b < c"),
        ("catalog/tag-repeated", "a<br/>b", "a<br/>b<br/>", "b<br/>a"),
        ("catalog/tag-nesting", "<em>a</em><b>c</b>", "<em><b>a</em></b>", "<b>c</b><em>a</em>"),
        ("catalog/tag-empty", "<a>a</a> et b", "<a></a> c", "c <a>b</a>"),
        ("catalog/no-words", "a", "\u200b", "b"),
        ("catalog/hidden-character", "a", "b\u202ec\u202c", "\u200fب\u200e"),
        ("catalog/hidden-character", "a", "b\x1b[31m", "b\tc\nd"),
        ("catalog/hidden-character", "a", "b\u2067c", "b\u2067ج\u2069"),
        ("catalog/hidden-character", "a", "b\uffff", "b\u200c"),
        ("catalog/placeholder-lost", "{n} pays", "pays", "pays {n}"),
        ("catalog/placeholder-unknown", "{n} pays", "{n} {m}", "{n} بلدا"),
    ],
)
def test_rule(rule: str, msgid: str, wrong: str, right: str) -> None:
    assert rule in rules(msgid, wrong)
    assert rules(msgid, right) == []


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "file:///etc/passwd", "../../x", "//elsewhere.example"])
def test_a_localised_address_follows_the_policy_of_addresses(wrong: str) -> None:
    assert rules("https://fr.example.org", wrong, flags=("url",)) == ["catalog/address"]
    assert rules("https://fr.example.org", "https://ar.example.org/a?b=1", flags=("url",)) == []


def test_a_text_longer_than_its_author_allows_is_a_finding_tags_not_counted() -> None:
    assert rules("<em>mot</em>", "<em>mots</em>", flags=("max-length:3",)) == ["catalog/too-long"]
    assert rules("<em>mot</em>", "<em>mot</em>", flags=("max-length:3",)) == []


def test_a_fuzzy_message_is_a_finding_though_its_text_is_sound() -> None:
    assert rules("a", "b", fuzzy=True) == ["catalog/fuzzy"]


ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "


def test_arabic_with_the_plural_header_of_babel_is_refused() -> None:
    assert rules("a", "b", plural=ARABIC + "n%100>=0 && n%100<=2 ? 4 : 5);") == ["catalog/plural-forms"]


@pytest.mark.parametrize("hostile", ["nplurals=999999999; plural=n;", "nplurals=6; plural=n%0;", "x", "plural=((((("])
def test_a_hostile_plural_header_is_only_wrong(hostile: str) -> None:
    assert rules("a", "b", plural=hostile) == ["catalog/plural-forms"]


def test_the_same_formula_in_other_words_is_accepted() -> None:
    assert rules("a", "b", plural=ARABIC + "n%100>=11 && n%100<=99 ? 4 : 5)") == []


def test_a_message_that_is_not_in_the_catalog_asks_for_an_update() -> None:
    template = Template("d", (Message("a"),))
    found = check_catalog(template, Catalog("d", "ar", ()), language("ar"))
    assert [finding.rule for finding in found] == ["catalog/not-updated"]


def test_an_entry_with_plural_forms_a_message_has_not_asks_for_an_update() -> None:
    message = Message("a")
    catalog = Catalog("d", "en", (Entry(Message("a", msgid_plural="as"), plurals=("b", "bs")),))
    found = check_catalog(Template("d", (message,)), catalog, language("en"))
    assert [finding.rule for finding in found] == ["catalog/not-updated"]


def test_a_tag_a_translator_invented_many_times_is_one_finding_of_few_words() -> None:
    message = Message("a")
    catalog = Catalog("d", "en", (Entry(message, "b " + f"<{'z' * 5000}>" * 300),))
    (finding,) = check_catalog(Template("d", (message,)), catalog, language("en"))
    assert finding.rule == "catalog/tag-unknown"
    assert len(finding.message) < 100
