"""The numbers of an Arabic document in its own digits, and what stays as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from publisher.catalogs.values import placed
from publisher.languages import language
from publisher.languages.digits import Digits, digits_of
from publisher.languages.values import written
from publisher.model.data import Data, Format, Kind, Place, Value
from publisher.model.document import Document
from publisher.model.publication import Publication
from publisher.renditions.digits import in_digits, publication_in_digits, text_in_digits
from publisher.renditions.isolation import isolated


@pytest.fixture
def digits() -> Digits:
    found = digits_of("ar", "arab")
    assert found is not None
    return found


def document(html: str, head: str = "") -> Document:
    soup = BeautifulSoup(f"<head>{head}</head><body>{html}</body>", "html.parser")
    assert isinstance(soup.body, Tag)
    assert isinstance(soup.head, Tag)
    return Document("a", "source/a.md", "ar", "", soup.body, soup.head)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>في عام 2019</p>", "<p>في عام ٢٠١٩</p>"),
        ("<p>بنسبة 41%</p>", "<p>بنسبة ٤١٪</p>"),
        ("<p>بمقدار -5 درجات</p>", "<p>بمقدار -٥ درجات</p>"),
        ("<h2>أعوام <strong>2018 و2019</strong></h2>", "<h2>أعوام <strong>٢٠١٨ و٢٠١٩</strong></h2>"),
        ('<data value="13377">13,377</data>', '<data value="13377">١٣٬٣٧٧</data>'),
        ('<p>كلمة<a href="#1" role="doc-noteref">1</a></p>', '<p>كلمة<a href="#1" role="doc-noteref">١</a></p>'),
        ('<img alt="194 بلدا" src="1.svg"/>', '<img alt="١٩٤ بلدا" src="1.svg"/>'),
        ("<p>2019 INTERPOL</p>", "<p>٢٠١٩ INTERPOL</p>"),
        ("<p>نحو 1 234 567 شخصا</p>", "<p>نحو ١\u00a0٢٣٤\u00a0٥٦٧ شخصا</p>"),
        ("<p>الصفحات 12 و14 16</p>", "<p>الصفحات ١٢ و١٤ ١٦</p>"),
    ],
)  # fmt: skip
def test_every_number_a_reader_sees_or_hears_is_in_the_digits(html: str, expected: str, digits: Digits) -> None:
    assert in_digits(document(html), digits).body.decode_contents() == expected


@pytest.mark.parametrize(
    ("amount", "form", "expected"),
    [
        ("13377", Format(), "١٣٬٣٧٧"),
        ("-7.3", Format(), "−٧٫٣"),
        ("0.123456", Format(), "٠٫١٢٣٤٥٦"),
        ("41", Format(Kind.PERCENT), "٤١٪"),
        ("142000000", Format(Kind.CURRENCY, "EUR", compact=True), "١٤٢\u00a0مليون يورو"),
        ("88", Format(Kind.ORDINAL), "الـ٨٨"),
        ("2019", Format(Kind.YEAR), "٢٠١٩"),
    ],
)
def test_a_value_is_turned_whole_as_its_language_writes_it(
    amount: str, form: Format, expected: str, digits: Digits
) -> None:
    assert text_in_digits(written(Decimal(amount), form, "ar"), digits) == expected


@pytest.mark.parametrize("around", ["سعة {} GB", "معيار WCAG {}", "في {} بلدا", "رقم <bdi>{}</bdi>"])
def test_a_value_and_a_number_that_was_typed_have_the_same_digits(around: str, digits: Digits) -> None:
    data = Data({"x": Value("x", Decimal(5), Format(), Place("source/data/a.toml", 1))})
    shown = [
        in_digits(placed(document(f"<p>{around.format(said)}</p>"), data), digits).body.decode_contents()
        for said in ("{x}", "5")
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "html",
    [
        "<p>شبكة I-24/7</p>",
        "<p>معيار PDF/UA-1 ومعيار WCAG 2.2</p>",
        "<p>معيار PDF/<strong>UA-1</strong></p>",
        "<p>معيار <strong>WCAG</strong> 2.2</p>",
        "<p>سعة 5 GB</p>",
        "<p>عملية 30 Days at Sea 2.0</p>",
        "<p>https://example.org/2019/12</p>",
        "<p>هاتف +33 4 72 44 70 00</p>",
        "<p>هاتف 04 72 44 70 00</p>",
        "<p>رقم 978-2-12-345678-0</p>",
        "<p>قيمة <code>n = 12</code></p>",
        '<p>رمز <span translate="no">24/7</span></p>',
        '<p>عملية <span lang="en">Thunderball 2019</span></p>',
        '<p dir="ltr" lang="fr">En 2019</p>',
        '<section lang="fr" title="12"><p>En 2019</p></section>',
        '<div translate="no"><p>2019</p></div>',
        "<pre>2019</pre>",
        "<style>p { margin: 12px }</style>",
        '<img alt="Photo 12" lang="fr" src="12.svg"/>',
    ],
)
def test_what_is_latin_keeps_its_digits(html: str, digits: Digits) -> None:
    assert in_digits(document(html), digits).body.decode_contents() == html


def test_numbers_beside_a_name_are_told_from_it_in_the_same_paragraph(digits: Digits) -> None:
    shown = in_digits(document("<p>وفي <b>2019</b> ربطت شبكة I-24/7، وعددها 3، بين 194 بلدا.</p>"), digits)
    assert shown.body.get_text() == "وفي ٢٠١٩ ربطت شبكة I-24/7، وعددها ٣، بين ١٩٤ بلدا."


def test_a_percentage_in_them_needs_no_isolation(digits: Digits) -> None:
    found = isolated(in_digits(document("<p>بنسبة 41%، أي −5 درجات</p>"), digits), language("ar"))
    assert found.body.find("bdi") is None


def test_title_and_metadata_have_them_too(digits: Digits) -> None:
    head = '<title>تقرير 2019</title><meta name="description" content="عام 2019"/><meta name="author" content="A 1"/>'
    shown = in_digits(document("<h1>تقرير 2019</h1>", head), digits)
    assert shown.title == "تقرير ٢٠١٩"
    assert [str(tag.get("content") or tag.get_text()) for tag in shown.head.find_all(True)] == [
        "تقرير ٢٠١٩", "عام ٢٠١٩", "A 1",
    ]  # fmt: skip


def test_without_digits_a_document_is_left_alone() -> None:
    given = document("<p>2019</p>")
    assert in_digits(given, None) is given
    assert text_in_digits("2019", None) == "2019"


def test_the_titles_of_a_publication_follow_its_language() -> None:
    publication = Publication(
        "تقرير 2019", ("ar",), digits="arab", keywords=("2019",), alternate_styles={"a": "حجم 18"}
    )
    shown = publication_in_digits(publication, "ar")
    assert (shown.title, shown.keywords, shown.alternate_styles) == ("تقرير ٢٠١٩", ("٢٠١٩",), {"a": "حجم ١٨"})
    assert shown.subtitle is None
    assert publication_in_digits(publication, "fr") is publication
    plain = replace(publication, digits="latn")
    assert publication_in_digits(plain, "ar") is plain


def test_titles_that_are_not_in_the_language_keep_their_digits() -> None:
    publication = Publication("2019 : bilan", ("ar",), digits="arab", subtitle="عام 2019", keywords=("2019 : année",))
    shown = publication_in_digits(publication, "ar", {"title", "keywords"})
    assert (shown.title, shown.subtitle, shown.keywords) == ("2019 : bilan", "عام ٢٠١٩", ("2019 : année",))
