"""Sound pages are silent in every language; one thing broken is told by one rule, at its block."""

from __future__ import annotations

import re

import pytest
from tests.unit.checks.content.mutations import MUTATIONS, Mutation
from tests.unit.checks.content.pages import TEXTS, built, chapter, inspected, of_example

from publisher.checks.content import check_pages
from publisher.model.finding import Level, Outcome
from publisher.model.rule import Example, Rule
from publisher.rules import rules

OTHERS = [tag for tag in TEXTS if tag != "fr"]
OURS = [rule for rule in rules().values() if rule.id.startswith("content/")]


@pytest.mark.parametrize("tag", TEXTS)
def test_a_sound_page_is_silent_and_was_looked_at(tag: str) -> None:
    result = inspected(tag, chapter(tag), None if tag == "fr" else chapter("fr"))
    assert result.findings == ()
    looked = {
        "content/top-heading": 1,
        "content/heading-order": 3,
        "content/alternative-says-nothing": 1,
        "content/alternative-repeats": 1,
        "content/link-text": 3,
        "content/link-address": 3,
        "content/link-ambiguous": 3,
        "content/reading-age": 0 if tag == "ar" else 1,
    }
    compared = {} if tag == "fr" else {"content/structure-differs": 20, "content/numbers-differ": 18}
    assert result.looked == {f"build/{tag}/html/01-port.html": looked | compared}


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_one_thing_broken_is_told_by_one_rule_at_its_block(mutation: Mutation, tag: str) -> None:
    source = chapter("fr")
    content, source = mutation.change(chapter(tag)), mutation.change(source) if mutation.both else source
    assert content != chapter(tag)
    findings = inspected(tag, content, source).findings
    assert {finding.rule for finding in findings} == {mutation.rule}
    assert mutation.block in {finding.id for finding in findings}
    assert {finding.language for finding in findings} == {tag}


def test_a_finding_has_its_place_in_the_source_and_in_the_page() -> None:
    content = chapter("ar").replace("1,050", "1,250")
    (finding,) = inspected("ar", content, chapter("fr")).findings
    assert (finding.file, finding.line, finding.id) == ("source/01-port.md", 3, "intro")
    assert (finding.subject, finding.level) == ("build/ar/html/01-port.html", Level.ERROR)
    assert [re.sub(r"\D", "", word) for word in finding.words[:2]] == ["1050", "1250"]
    assert finding.message == rules()[finding.rule].message.format(*finding.words)


def test_a_block_that_the_source_does_not_know_is_found_in_the_page() -> None:
    (finding,) = inspected("fr", chapter("fr").replace('alt="Deux', 'alt="2" title="Deux')).findings
    assert (finding.file, finding.line, finding.id) == ("build/fr/html/01-port.html", None, "image")


def test_a_note_is_for_a_person_to_judge() -> None:
    content = '<h1>Le port</h1><p><a href="https://example.org">https://example.org</a></p>'
    assert [finding.outcome for finding in inspected("fr", content).findings] == [Outcome.CANT_TELL]


@pytest.mark.parametrize("tag", OTHERS)
def test_french_that_stands_in_is_no_difference(tag: str) -> None:
    source = chapter("fr")
    french = re.sub(r'(<(?:p|li|h2|th|caption|figcaption) id="[^"]*")', r'\1 lang="fr" dir="ltr"', source)
    assert inspected(tag, french.replace("/fr/", f"/{tag}/"), source).findings == ()


def test_blocks_may_stand_in_another_order() -> None:
    source = '<h1 id="a">Pays</h1><ul id="b"><li id="c">Égypte, 12</li><li id="d">Zambie, 30</li></ul>'
    content = '<h1 id="a">البلدان</h1><ul id="b"><li id="d">زامبيا، 30</li><li id="c">مصر، 12</li></ul>'
    assert inspected("ar", content, source).findings == ()


def test_what_a_page_adds_around_its_content_is_not_looked_at() -> None:
    result = inspected("fr", "<h1>Le port</h1>")
    assert result.findings == ()
    assert result.looked["build/fr/html/01-port.html"]["content/link-text"] == 0


def test_one_source_serves_several_languages() -> None:
    source = built("fr", chapter("fr"))
    pages = [source, *(built(tag, chapter(tag), chapter("fr")) for tag in OTHERS)]
    result = check_pages(pages)
    assert result.findings == ()
    assert list(result.looked) == [f"build/{tag}/html/01-port.html" for tag in TEXTS]


NOT_ALIKE = {
    "the same target": "<p>a <a href='x.html'>plan</a></p><p>a <a href='x.html'>plan</a></p>",
    "another sentence": "<p>Au nord, le <a href='x.html'>plan</a>. Au sud, le <a href='y.html'>plan</a>.</p>",
    "another place in the sentence": "<p>Le <a href='x.html'>plan</a> nord, le <a href='y.html'>plan</a> sud.</p>",
    "another item around": (
        "<ul><li>Nord<ul><li><a href='x.html'>plan du quai</a></li></ul></li>"
        "<li>Sud<ul><li><a href='y.html'>plan du quai</a></li></ul></li></ul>"
    ),
    "another row": (
        "<table><tr><th>Nord</th><td><a href='x.html'>plan</a></td></tr>"
        "<tr><th>Sud</th><td><a href='y.html'>plan</a></td></tr></table>"
    ),
    "another column": (
        "<table><tr><th>Nord</th><th>Sud</th></tr>"
        "<tr><td><a href='x.html'>plan</a></td><td><a href='y.html'>plan</a></td></tr></table>"
    ),
    "another name": "<p><a href='x.html' aria-label='plan nord'>plan</a></p><p><a href='y.html'>plan</a></p>",
}


@pytest.mark.parametrize("content", NOT_ALIKE.values(), ids=NOT_ALIKE.keys())
def test_links_that_are_told_apart_by_what_is_around_them_are_left_alone(content: str) -> None:
    assert inspected("fr", f"<h1>Le port</h1>{content}").findings == ()


@pytest.mark.parametrize(
    "content",
    [
        "<p>Le <a href='x.html'>plan</a>.</p><p>Le <a href='y.html'>Plan</a>.</p>",
        "<ul><li>le <a href='x.html'>plan</a></li><li>le <a href='y.html'>plan</a></li></ul>",
        "<p><a href='x.html'><img src='a.png' alt='plan'></a></p><p>Une grue.</p><p><a href='y.html'>plan</a></p>",
    ],
)
def test_links_that_sound_alike_in_the_same_words_are_noted(content: str) -> None:
    assert [finding.rule for finding in inspected("fr", f"<h1>Le port</h1>{content}").findings] == [
        "content/link-ambiguous"
    ]


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("<p><a href='x.html'>Ici</a>.</p>", Outcome.FAILED),
        ("<p>Un quai. <a href='x.html'>Ici</a>.</p>", Outcome.FAILED),
        ("<p>Le plan est <a href='x.html'>ici</a>.</p>", Outcome.CANT_TELL),
        ("<table><tr><th>Plan</th><td><a href='x.html'>ici</a></td></tr></table>", Outcome.CANT_TELL),
    ],
)
def test_whether_the_words_around_a_link_are_enough_is_for_a_person(content: str, outcome: Outcome) -> None:
    (finding,) = inspected("fr", f"<h1>Le port</h1>{content}").findings
    assert (finding.rule, finding.level, finding.outcome) == ("content/link-text", Level.WARNING, outcome)


REPEATED = {
    "the caption": "<figure><img src='a.png' alt='Le quai neuf'><figcaption>Le quai neuf.</figcaption></figure>",
    "the line it stands in": "<p><img src='a.png' alt='Le quai neuf'> Le quai neuf</p>",
    "the paragraph before": "<p>Le quai neuf</p><p><img src='a.png' alt='Le quai neuf'></p>",
    "the paragraph after": "<p><img src='a.png' alt='Le quai neuf'></p><p>LE QUAI NEUF</p>",
    "the link": "<p>Voir : <a href='x.html'><img src='a.png' alt='Le quai neuf'> Le quai neuf</a></p>",
}


@pytest.mark.parametrize("content", REPEATED.values(), ids=REPEATED.keys())
def test_an_alternative_that_is_also_said_beside_the_picture_is_told(content: str) -> None:
    assert [finding.rule for finding in inspected("fr", f"<h1>Le port</h1>{content}").findings] == [
        "content/alternative-repeats"
    ]


def test_a_text_elsewhere_on_the_page_is_no_repetition() -> None:
    content = "<p>Le quai neuf</p><p>Une grue.</p><p><img src='a.png' alt='Le quai neuf'></p><p>Un phare.</p>"
    assert inspected("fr", f"<h1>Le port</h1>{content}").findings == ()


HARD = {
    "fr": "L’administration portuaire internationale procédera ultérieurement à une réévaluation approfondie, ",
    "en": "The international administration subsequently undertakes comprehensive organisational evaluations, ",
    "es": "La administración portuaria internacional procederá posteriormente a una reevaluación exhaustiva, ",
}


@pytest.mark.parametrize("tag", HARD)
def test_plain_language_that_is_hard_is_noted_only_where_its_author_promised_it(tag: str) -> None:
    text = HARD[tag] * 8
    marked = f'<h1>1</h1><section class="a plain" id="x"><p>{text}.</p></section>'
    (finding,) = inspected(tag, marked).findings
    assert (finding.rule, finding.id, finding.level) == ("content/reading-age", "x", Level.NOTE)
    assert inspected(tag, marked.replace("plain", "plainly")).findings == ()
    assert inspected(tag, marked.replace(text, HARD[tag])).findings == (), "few words tell nothing"


def test_no_formula_is_used_for_a_language_that_has_none_of_its_own() -> None:
    text = "تواصل السلطات المينائية الدولية إعادة تقييم شاملة للبنية التحتية اللوجستية القائمة " * 10
    result = inspected("ar", f'<h1>الميناء</h1><p class="plain">{text}.</p>')
    assert result.findings == ()
    assert result.looked["build/ar/html/01-port.html"]["content/reading-age"] == 0


def examples() -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id} {kind} {number} {example.language}")
        for rule in OURS
        for kind in ("failing", "passing")
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), examples())
def test_an_example_of_a_rule(rule: Rule, example: Example) -> None:
    found = of_example(example.text, example.language, example.flags)
    expected = [(rule.id, rule.level)] if example in rule.failing else []
    assert [(finding.rule, finding.level) for finding in found][:1] == expected
    assert {finding.rule for finding in found} <= {rule.id}
