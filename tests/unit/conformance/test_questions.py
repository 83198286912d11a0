"""What persons are asked: which questions, where to look, and what makes an answer an old one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from publisher.conformance.judged import Judged, as_read
from publisher.conformance.questions import assertions_of, questions
from publisher.model.evidence import Assertion, Mode, TestSubject
from publisher.model.finding import Level, Outcome
from publisher.model.judgement import Answer, Question
from publisher.model.pdf_structure import Element, Link, Structure, Text
from publisher.model.requirement import Decider
from publisher.pages.page import read_page
from publisher.standards.matterhorn import conditions
from publisher.standards.wcag import criteria

PAGE = """<html lang="fr"><body><main><h1 id="le-port">Le port</h1>
<p id="b-1">Le <abbr title="Bureau central national">BCN</abbr> voit <span lang="en">ships</span> et
<a href="02-eau.html">l’eau</a>.</p>
<figure id="b-2"><img id="b-3" src="images/port.svg" alt="Trois grues"><figcaption id="b-4">Grues</figcaption></figure>
<table id="b-5"><caption id="b-6">Navires</caption><tr><th scope="col">Nom</th></tr><tr><td>Vent</td></tr></table>
<ul id="b-7"><li>un</li><li>deux</li></ul></main></body></html>"""
NOTHING = dict.fromkeys(("media", "script", "form-field", "scanned-page", "action", "animation", "frame"), 0)


def text(words: str, page: int = 0) -> Text:
    return Text(page, words)


def element(role: str, *kids: Element | Text | Link, **more: str) -> Element:
    return Element(role, kids, **more)  # type: ignore[arg-type]


def structure(page: int = 0, alternative: str = "Trois grues", heading: str = "Le port") -> Structure:
    chapter = element(
        "Part",
        element("H1", text(heading, page), id="le-port"),
        element(
            "P",
            text("Le ", page),
            element("Span", text("BCN", page), expansion="Bureau central national"),
            text(" voit ", page),
            element("Span", text("ships", page), language="en"),
            element("Link", text("l’eau", page), Link(page, "b-9")),
            id="b-1",
        ),
        element("Figure", text("", page), id="b-3", alternative=alternative),
        element(
            "Table", element("Caption", text("Navires", page), id="b-6"), element("TD", text("Vent", page)), id="b-5"
        ),
        element("L", element("LI", text("un", page)), element("LI", text("deux", page)), id="b-7"),
    )
    contents = element("TOC", element("TOCI", element("Link", text(f"Le port {page + 1}", 0), Link(0, "le-port"))))
    root = element("Document", element("Sect", contents), chapter)
    return Structure((root,), "fr", 2)


def judged(**more: object) -> Judged:
    index = {name: ("source/01-port.md", 1) for name in ("le-port", *(f"b-{number}" for number in range(1, 8)))}
    known: dict[str, object] = {
        "structure": structure(),
        "pages": {"01-port": read_page(PAGE)},
        "census": {"pdf": NOTHING, "html": NOTHING},
        "index": index,
        "around": {"pdf": "s1", "html": "s2"},
        "title": "Rapport",
    }
    return Judged(**(known | more))  # type: ignore[arg-type]


def by_id(given: Judged) -> dict[str, Question]:
    return {question.id: question for question in questions(given)}


def reopened(before: Judged, after: Judged) -> set[str]:
    old, new = by_id(before), by_id(after)
    assert set(old) == set(new)
    return {id for id in old if old[id].hash != new[id].hash}


PAGES = judged().pages


def test_every_row_for_persons_is_asked_of_the_pdf() -> None:
    asked = [id.partition("/")[2] for id in by_id(judged()) if id.startswith("matterhorn/")]
    assert asked == [index for index, row in conditions().items() if row.decider is Decider.PERSON]


def test_a_criterion_is_asked_of_the_pages_and_of_the_pdf_where_no_row_asks_it_already() -> None:
    asked = set(by_id(judged()))
    for criterion in criteria().values():
        is_for_persons = criterion.decider in (Decider.PERSON, Decider.BOTH)
        assert (f"wcag/{criterion.id}/html" in asked) == is_for_persons
        of_pdf = is_for_persons and not criterion.rows and "pdf" not in criterion.void_in
        assert (f"wcag/{criterion.id}/pdf" in asked) == of_pdf


def test_nothing_is_asked_of_a_rendition_that_is_not_there() -> None:
    assert {question.kind for question in questions(judged(structure=None))} == {"html"}
    assert {question.kind for question in questions(judged(pages={}))} == {"pdf"}


def test_what_was_counted_as_absent_is_void_and_what_nobody_counted_is_not() -> None:
    asked = by_id(judged(census={"pdf": NOTHING, "html": {}}))
    assert asked["matterhorn/05-001"].is_void
    assert not asked["matterhorn/14-001"].is_void
    assert not asked["wcag/1.2.1/html"].is_void


def test_a_picture_of_the_pdf_is_looked_at_by_its_alternative_page_block_and_file() -> None:
    (look,) = by_id(judged())["matterhorn/13-005"].look
    assert (look.text, look.page, look.block, look.picture) == (
        "Trois grues", 1, "b-3", "../fr/html/images/port.svg",
    )  # fmt: skip


def test_a_picture_of_a_page_is_looked_at_in_that_page() -> None:
    (look,) = by_id(judged())["wcag/1.1.1/html"].look
    assert (look.text, look.file, look.block, look.page) == ("Trois grues", "01-port.html", "b-3", None)


@pytest.mark.parametrize(
    "source", ["https://example.org/a.svg", "data:image/svg+xml,x", "../../../etc/a.svg", "/a.svg"]
)
def test_a_picture_that_lies_elsewhere_is_no_link_of_the_report(source: str) -> None:
    page = read_page(PAGE.replace("images/port.svg", source))
    assert by_id(judged(pages={"01-port": page}))["wcag/1.1.1/html"].look[0].picture is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("matterhorn/15-001", "Navires"),
        ("matterhorn/16-001", "un"),
        ("matterhorn/14-005", "Le port"),
        ("matterhorn/11-007", "ships"),
        ("wcag/2.4.4/html", "02-eau.html"),
        ("wcag/2.4.6/html", "Le port"),
        ("wcag/3.1.2/html", "ships"),
    ],
)
def test_things_to_look_at_are_named_by_what_they_say(question: str, words: str) -> None:
    assert any(words in look.text for look in by_id(judged())[question].look)


def test_the_text_of_a_block_is_shown_as_its_page_has_it_and_not_as_it_was_drawn() -> None:
    page = read_page('<html lang="ar" dir="rtl"><body><main><h1 id="le-port">الميناء</h1></main></body></html>')
    look = by_id(judged(structure=structure(heading="ءانيملا"), pages={"01-port": page}))["matterhorn/14-005"].look
    assert "الميناء" in look[0].text


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("ءانيملا", "الميناء"),
        ("Neptune II ةيلمع", "عملية Neptune II"),
        ("2019 ماع", "عام 2019"),
        ("Le port", "Le port"),
    ],
)
def test_what_was_drawn_is_put_in_the_order_it_is_read(drawn: str, read: str) -> None:
    assert as_read(drawn) == read


def test_pages_that_move_reopen_nothing() -> None:
    assert reopened(judged(), judged(structure=structure(page=7))) == set()


def test_where_lines_break_reopens_nothing() -> None:
    def broken(one: Element) -> Element:
        kids = (broken(kid) if isinstance(kid, Element) else kid for kid in one.kids)
        pieces = [part for kid in kids for part in (_halves(kid) if isinstance(kid, Text) else (kid,))]
        return replace(one, kids=tuple(pieces))

    before = structure()
    after = replace(before, roots=tuple(map(broken, before.roots)))
    assert reopened(judged(), judged(structure=after)) == set()


def _halves(one: Text) -> tuple[Text, ...]:
    middle = len(one.text) // 2
    return replace(one, text=one.text[:middle] + "\N{HYPHEN}"), replace(one, text=one.text[middle:])


def test_another_alternative_reopens_the_rows_about_figures_only() -> None:
    found = reopened(judged(), judged(structure=structure(alternative="Deux grues")))
    assert {"matterhorn/13-005", "matterhorn/13-007", "wcag/1.1.1/pdf"} <= found
    assert all(id.startswith(("matterhorn/13-", "wcag/1.1.1/", "wcag/1.4.5/")) for id in found)
    assert "matterhorn/13-001" not in found


def test_another_picture_under_the_same_name_reopens_what_is_said_of_it() -> None:
    found = reopened(judged(), judged(pictures={"images/port.svg": "0f"}))
    assert {"matterhorn/13-005", "wcag/1.1.1/html"} <= found
    assert not {"matterhorn/14-001", "wcag/2.4.6/html"} & found


def test_another_heading_reopens_headings_and_the_whole_but_no_table() -> None:
    after = judged(
        structure=structure(heading="Le quai"), pages={"01-port": read_page(PAGE.replace("Le port", "Le quai"))}
    )
    found = reopened(judged(), after)
    assert {
        "matterhorn/14-001",
        "matterhorn/14-005",
        "matterhorn/09-001",
        "wcag/2.4.6/html",
        "wcag/2.4.2/html",
    } <= found
    assert not {"matterhorn/15-001", "matterhorn/16-001", "matterhorn/13-005", "wcag/2.4.4/html"} & found


def test_another_style_reopens_what_is_seen_and_not_what_is_read() -> None:
    found = reopened(judged(), judged(around={"pdf": "other", "html": "other"}))
    assert {"matterhorn/04-001", "wcag/1.4.3/html", "wcag/1.4.3/pdf", "wcag/2.4.7/html"} <= found
    assert not {"matterhorn/09-001", "matterhorn/13-005", "wcag/1.1.1/html", "wcag/3.1.2/html"} & found


def test_what_header_cells_are_headers_of_is_judged() -> None:
    page = read_page(PAGE.replace('scope="col"', 'scope="row"'))
    found = reopened(judged(), judged(pages={"01-port": page}))
    assert "wcag/1.3.1/html" in found
    assert not {"wcag/1.1.1/html", "wcag/2.4.4/html"} & found
    (root,) = structure().roots
    other = replace(root, kids=(*root.kids, element("Table", element("TH", scope="Row"))))
    found = reopened(judged(), judged(structure=replace(structure(), roots=(other,))))
    assert "matterhorn/15-001" in found
    assert "matterhorn/16-001" not in found


def test_what_an_element_is_for_programs_is_judged_and_its_looks_are_not() -> None:
    for attributes, is_judged in (('role="note"', True), ('aria-label="x"', True), ('class="x"', False)):
        page = read_page(PAGE.replace('<p id="b-1"', f'<p {attributes} id="b-1"'))
        assert ("wcag/1.3.1/html" in reopened(judged(), judged(pages={"01-port": page}))) == is_judged


def test_which_chapters_changed_can_be_told() -> None:
    other = PAGE.replace("le-port", "l-eau").replace("Le port", "L’eau")
    before = by_id(judged(pages={"01-port": read_page(PAGE), "02-eau": read_page(other)}))["wcag/1.3.3/html"]
    changed = other.replace("deux", "trois")
    after = by_id(judged(pages={"01-port": read_page(PAGE), "02-eau": read_page(changed)}))["wcag/1.3.3/html"]
    answer = Answer(before.id, Outcome.PASSED, "Ana", hash=before.hash, seen=before.marks)
    assert [look.file for look in after.changed_since(answer)] == ["02-eau.html"]
    assert before.changed_since(answer) == ()


def test_which_pictures_changed_can_be_told() -> None:
    two = PAGE.replace("</main>", '<img id="b-8" src="images/quai.svg" alt="Le quai"></main>')
    before = by_id(judged(pages={"01-port": read_page(two)}))["wcag/1.1.1/html"]
    after = by_id(judged(pages={"01-port": read_page(two.replace("Le quai", "Un quai"))}))["wcag/1.1.1/html"]
    answer = Answer(before.id, Outcome.PASSED, "Ana", hash=before.hash, seen=before.marks)
    assert [look.block for look in after.changed_since(answer)] == ["b-8"]


PDF, FOLDER = TestSubject("build/fr/rapport.pdf", "0", "fr"), TestSubject("build/fr/html/", "1", "fr")
DAY = date(2026, 5, 4)


def asserted(id: str, *answers: Callable[[Question], Answer]) -> Assertion:
    asked = by_id(judged())
    rows = assertions_of(tuple(asked.values()), tuple(answer(asked[id]) for answer in answers), (PDF, FOLDER))
    assert len(rows) == len(asked)
    return next(row for row in rows if row.finding.rule == id)


def given(verdict: Outcome, name: str = "Ana Ruiz", remark: str = "", **more: str) -> Callable[[Question], Answer]:
    return lambda question: replace(
        Answer(question.id, verdict, name, DAY, remark, question.hash),
        **more,  # type: ignore[arg-type]
    )


def test_what_nobody_answered_is_owed_by_a_person() -> None:
    row = asserted("matterhorn/14-001")
    assert (row.is_owed, row.mode, row.finding.level, row.finding.checker) == (True, Mode.MANUAL, Level.NOTE, None)
    assert row.subject is PDF
    assert row.finding.message == by_id(judged())["matterhorn/14-001"].text
    assert row.requirements.matterhorn == ("14-001",)


def test_what_is_not_there_is_owed_by_nobody() -> None:
    row = asserted("matterhorn/05-001")
    assert (row.outcome, row.mode, row.objects) == (Outcome.INAPPLICABLE, Mode.AUTOMATIC, 0)


@pytest.mark.parametrize(
    ("verdict", "level"),
    [
        (Outcome.PASSED, Level.NOTE),
        (Outcome.FAILED, Level.ERROR),
        (Outcome.CANT_TELL, Level.WARNING),
        (Outcome.INAPPLICABLE, Level.NOTE),
    ],
)
def test_the_verdict_of_a_person_stands_with_her_name_and_her_remark(verdict: Outcome, level: Level) -> None:
    row = asserted("wcag/2.4.4/html", given(verdict, remark="deux liens « ici »"))
    assert (row.outcome, row.finding.level, row.mode) == (verdict, level, Mode.MANUAL)
    assert (row.finding.checker, row.finding.message, row.subject) == ("Ana Ruiz", "deux liens « ici »", FOLDER)
    assert row.finding.words == ("2026-05-04",)


def test_a_verdict_for_another_text_is_owed_again_and_says_who_gave_it_and_when() -> None:
    row = asserted("matterhorn/14-001", given(Outcome.PASSED, hash="0" * 16))
    assert row.is_owed
    assert row.finding.words == ("Ana Ruiz", "2026-05-04")
    assert row.finding.hint is not None
    assert "Ana Ruiz" in row.finding.hint


def test_a_verdict_without_a_text_counts_for_none() -> None:
    assert asserted("matterhorn/14-001", given(Outcome.PASSED, hash="")).is_owed


def test_the_last_verdict_for_a_text_counts() -> None:
    row = asserted("matterhorn/14-001", given(Outcome.PASSED), given(Outcome.FAILED, name="Jean"))
    assert (row.outcome, row.finding.checker) == (Outcome.FAILED, "Jean")


def test_a_person_may_see_what_no_program_counted() -> None:
    assert asserted("matterhorn/05-001", given(Outcome.FAILED)).outcome is Outcome.FAILED


def test_without_a_pdf_nothing_is_said_of_one() -> None:
    asked = questions(judged())
    assert {row.subject for row in assertions_of(asked, (), (None, FOLDER))} == {FOLDER}


@pytest.mark.parametrize("pages", [PAGES, {}], ids=["beside its pages", "without pages"])
def test_another_number_in_the_text_reopens_the_whole(pages: dict[str, object]) -> None:
    def numbered(number: str) -> Judged:
        known = {"01-port": read_page(PAGE.replace("BCN", number))} if pages else {}
        tree = structure().roots[0]
        chapter = tree.kids[1]
        assert isinstance(chapter, Element)
        longer = replace(chapter, kids=(*chapter.kids, element("P", text(number), id="b-1")))
        return judged(structure=Structure((replace(tree, kids=(tree.kids[0], longer)),), "fr", 2), pages=known)

    assert "matterhorn/09-001" in reopened(numbered("12"), numbered("13"))


def with_more(more: str) -> Judged:
    return judged(pages={"01-port": read_page(PAGE.replace("</main>", f"{more}</main>"))}, census={"pdf": NOTHING})


def test_what_is_hidden_from_all_is_not_judged() -> None:
    assert reopened(judged(), judged(pages=with_more("<p hidden>rien</p>").pages)) == set()


def test_formulas_and_fields_are_looked_at() -> None:
    asked = by_id(
        with_more('<math id="b-8" aria-label="x au carré"><mi>x</mi></math><input id="b-9" title="Votre nom">')
    )
    assert {"b-3", "b-8"} == {look.block for look in asked["wcag/1.1.1/html"].look}
    assert ("Votre nom", "b-9") in {(look.text, look.block) for look in asked["wcag/3.3.2/html"].look}


def test_another_name_of_a_field_reopens_it() -> None:
    found = reopened(with_more('<input title="Votre nom">'), with_more('<input title="Nom">'))
    assert "wcag/2.4.6/html" in found
    assert "wcag/1.1.1/html" not in found


def test_a_type_of_the_file_s_own_is_judged_once() -> None:
    (root,) = structure().roots
    strong = [element("Strong", text("Vent"), standard="Span"), element("Strong", text("Mer", 1), standard="Span")]
    tree = replace(structure(), roots=(replace(root, kids=(*root.kids, *strong)),))
    (look,) = by_id(judged(structure=tree))["matterhorn/02-002"].look
    assert "Strong" in look.text
    assert look.page == 1


def test_a_replacement_text_is_what_is_read() -> None:
    tree = replace(structure(), roots=(element("Document", element("H1", text("ﬁ"), actual="fi", id="x")),))
    asked = by_id(judged(structure=tree, pages={}))["matterhorn/14-005"]
    assert asked.look[0].text.endswith("fi")
