"""Left-to-right runs in Arabic: what loses its order is isolated, what does not is left as it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from publisher.languages import language
from publisher.model.document import Document
from publisher.renditions.isolation import isolated, isolated_text

ARABIC = language("ar")


def document(html: str) -> Document:
    body = BeautifulSoup(f"<body>{html}</body>", "html.parser").body
    assert isinstance(body, Tag)
    return Document("a", "source/a.md", "ar", "", body)


def shown(html: str, tag: str = "ar") -> str:
    return isolated(document(html), language(tag)).body.decode_contents()


def bracketed(text: str) -> str:
    """Show a text with what is isolated in it in square brackets."""
    return isolated_text(text, ARABIC).replace('<bdi dir="ltr">', "[").replace("</bdi>", "]")


@pytest.mark.parametrize(
    "run",
    [
        "+33 4 72 44 70 00", "+33 (0)4 72 44 70 00", "04 72 44 70 00", "2019-03-12", "978-2-12-345678-0", "1 234 567",
        "-5", "\u22125 °C", "20\u202f°C", "50%", "50\u00a0%", "+1.5%", "5 GB", "10 km", "C++", ".NET", "--fix",
        "@meridiens", "https://example.org/a?b=1", "https://example.org/a/", "contact@example.org", "S.A.",
        "Saint-Denis", "A/B", "Meridiens (OIM)", "Opération “Nord”", "(R)evolution", "12 quai Sud, 69006 Lyon",
        "x = -3", "30 Days at Sea", "30 Days at Sea 2.0", "162,000\u00a0US$", "US$", "GB£", "EU€", "CN¥",
    ],
)  # fmt: skip
def test_a_run_that_would_lose_its_order_is_isolated_whole(run: str) -> None:
    assert bracketed(f"كلمة {run} كلمة") == f"كلمة [{run}] كلمة"


@pytest.mark.parametrize(
    "text",
    [
        "Meridiens", "Meridiens Nord", "I-24/7", "ISO 9001:2015", "3D", "12/03/2019", "10:30", "3:1", "7.5",
        "1,234,567", "1\u202f234", "192.168.1.1", "2015–2019", "10-15", "10 + 15", "142 €", "2019 Meridiens",
        "12 Meridiens", "2019 Meridiens Nord",
        "كوفيد-19", "الـMeridiens", "٢٥٪", "...", "",
    ],
)  # fmt: skip
def test_a_run_that_keeps_its_order_or_is_read_from_the_right_is_left_alone(text: str) -> None:
    assert bracketed(f"كلمة {text} كلمة") == f"كلمة {text} كلمة"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(C++)", "([C++])"),
        ("«C++»،", "«[C++]»،"),
        ("الهاتف: +33 4 72 44 70 00.", "الهاتف: [+33 4 72 44 70 00]."),
        ("(+33 4 72 44 70 00)", "([+33 4 72 44 70 00])"),
        ("بنسبة 10%-15%", "بنسبة [10%]-[15%]"),
        ("من 10-15% من", "من 10-[15%] من"),
        ("العربية/C++", "العربية/[C++]"),
        ("و2019-03-12م", "و[2019-03-12]م"),
        ("بقيمة 162,000\u00a0US$.", "بقيمة [162,000\u00a0US$]."),
        ("(US$)", "([US$])"),
        ("لدى Meridiens €5", "لدى [Meridiens €5]"),
    ],
)
def test_marks_of_the_arabic_sentence_stay_outside(text: str, expected: str) -> None:
    assert bracketed(text) == expected


def test_names_in_an_arabic_list_are_read_from_the_right() -> None:
    assert bracketed("Lyon، Nice، Paris") == "[Lyon]، [Nice]، Paris"


def test_a_name_of_which_one_word_is_marked_is_one_run() -> None:
    assert shown("<p>كلمة Port <em>Nord</em> Est كلمة</p>") == (
        '<p>كلمة <bdi dir="ltr">Port <em>Nord</em> Est</bdi> كلمة</p>'
    )


def test_a_subscript_stays_behind_its_letters() -> None:
    assert shown("<p>غاز CO<sub>2</sub></p>") == '<p>غاز <bdi dir="ltr">CO<sub>2</sub></bdi></p>'


@pytest.mark.parametrize("name", ["a", "strong", "em", "span"])
def test_a_run_that_is_the_whole_text_of_an_element_gives_it_the_direction(name: str) -> None:
    assert shown(f"<p>كلمة <{name}>C++</{name}>.</p>") == f'<p>كلمة <{name} dir="ltr">C++</{name}>.</p>'


def test_a_run_inside_a_longer_link_is_isolated_in_it() -> None:
    assert shown("<p><a>انظر C++ هنا</a></p>") == '<p><a>انظر <bdi dir="ltr">C++</bdi> هنا</a></p>'


@pytest.mark.parametrize(
    "protected", ["<code>a[-1]</code>", "<kbd>Ctrl+C</kbd>", '<b translate="no">C++ كلمة</b>', "<pre>a = -1</pre>"]
)
def test_nothing_is_put_inside_code_and_protected_text(protected: str) -> None:
    assert shown(f"<div>كلمة {protected}</div>").replace(' dir="ltr"', "") == f"<div>كلمة {protected}</div>"


def test_code_and_words_of_another_language_get_a_direction() -> None:
    html = shown('<p>كلمة <code>--fix</code> <span lang="en">Who?</span> <span lang="ar">من</span></p>')
    directions = [tag.get("dir") for tag in document(html).body.find_all(["code", "span"])]
    assert directions == ["ltr", "ltr", None]


def test_a_call_of_a_note_is_no_part_of_a_run() -> None:
    call = '<a href="#n" role="doc-noteref">1</a>'
    assert shown(f"<p>كلمة C++{call}</p>") == f'<p>كلمة <bdi dir="ltr">C++</bdi>{call}</p>'


def test_what_has_a_direction_is_left_alone() -> None:
    html = '<p dir="ltr">C++</p><p>كلمة <bdi>C++</bdi></p>'
    assert shown(html) == html


@pytest.mark.parametrize("tag", ["en", "es", "fr"])
def test_left_to_right_languages_have_no_isolates(tag: str) -> None:
    html = "<p>Le +33 4 72 44 70 00 et <code>--fix</code></p>"
    assert shown(html, tag) == html


def test_the_tree_that_was_given_stays_as_it_is() -> None:
    given = document("<p>كلمة C++</p>")
    isolated(given, ARABIC)
    assert given.body.find("bdi") is None


def test_isolated_text_is_escaped() -> None:
    assert isolated_text("<كلمة> C++ & A", ARABIC) == '&lt;كلمة&gt; <bdi dir="ltr">C++ &amp; A</bdi>'
