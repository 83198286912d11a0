"""The laws of isolating runs: the text stays, once is enough, and what is isolated holds no right-to-left letter."""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from publisher.languages import language
from publisher.model.document import Document
from publisher.renditions.isolation import isolated, isolated_text

ARABIC = language("ar")
WORDS = ("C++", "(R&D)", "+33 4 72", "2019-03-12", "50 %", "Lyon", "2019", "5 GB", "I-24/7", "https://example.org/",
         "كلمة", "كوفيد-19", "الـ", "،", "؟", "٢٥٪", "-", "–", ".", "(", ")", "“", "”", "«", "»", "%", "+", "/", " ",
         "\u00a0", "<br/>", "\ufffc", "\u2067", "\u2069")  # fmt: skip
texts = st.lists(st.sampled_from(WORDS) | st.just(" "), max_size=8).map("".join)
names = st.sampled_from(["em", "a", "strong", "code", "sub", "p", 'span lang="en"', 'span translate="no"',
                         'b dir="rtl"', 'a role="doc-noteref"'])  # fmt: skip
fragments = st.recursive(
    texts,
    lambda inner: st.lists(
        inner | st.builds(lambda name, text: f"<{name}>{text}</{name.split()[0]}>", names, inner), max_size=5
    ).map("".join),
    max_leaves=12,
)


def document(html: str) -> Document:
    body = BeautifulSoup(f"<body>{html}</body>", "html.parser").body
    assert isinstance(body, Tag)
    return Document("a", "source/a.md", "ar", "", body)


@given(fragments)
def test_the_text_stays(html: str) -> None:
    assert isolated(document(html), ARABIC).body.get_text() == document(html).body.get_text()


@given(fragments)
def test_without_its_isolates_the_tree_is_as_before(html: str) -> None:
    after = isolated(document(html), ARABIC).body
    for isolate in after.find_all("bdi"):
        isolate.unwrap()
    assert re.sub(' dir="ltr"', "", after.decode()) == re.sub(' dir="ltr"', "", document(html).body.decode())


@given(fragments)
def test_isolating_twice_changes_nothing(html: str) -> None:
    once = isolated(document(html), ARABIC)
    assert isolated(once, ARABIC).body.decode() == once.body.decode()


@given(fragments)
def test_an_isolate_holds_no_right_to_left_letter_and_no_other_isolate(html: str) -> None:
    for isolate in isolated(document(html), ARABIC).body.find_all("bdi"):
        own = "".join(part for part in isolate.find_all(string=True) if part.find_parent(dir="ltr") is isolate)
        assert not re.search("[\u0590-\u08ff]", own)
        assert isolate.find("bdi") is None


@given(texts)
def test_a_plain_text_keeps_every_character(text: str) -> None:
    assert unescape(re.sub('<bdi dir="ltr">|</bdi>', "", isolated_text(text, ARABIC))) == text
