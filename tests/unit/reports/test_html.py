"""The pages of an audit: the same numbers as everywhere, each defect once, links that lead somewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.reports.hostile import ALL as HOSTILE

from publisher.languages import language
from publisher.model.changes import Changes, Earlier
from publisher.model.conformance import Row
from publisher.model.dossier import Dossier
from publisher.model.evidence import Assertion, CatalogPlace, Counts, Evidence, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.judgement import Look, Question
from publisher.model.publication import Publication
from publisher.model.requirement import Decider
from publisher.model.texts import Texts
from publisher.model.trace import PdfPlace, Rendered, Trace, Translation
from publisher.reports import html
from publisher.reports.verdict import verdict
from publisher.standards.matterhorn import conditions
from publisher.standards.wcag import criteria

PDF = TestSubject("build/ar/a.pdf", "0" * 64, "ar")
PAGES = TestSubject("build/ar/html/", "1" * 64, "ar")
SUBJECTS = {"pdf": PDF, "html": PAGES}
ENGLISH = Texts()
ARABIC = Texts("ar", "rtl", {"Accessibility audit": "تدقيق"})
LISTED = ("failed", "cantTell", "notRun", "owed")
KEPT = ("passed", "inapplicable")


def assertion(rule: str, outcome: Outcome = Outcome.FAILED, kind: str = "pdf", **values: object) -> Assertion:
    of_finding = {key: value for key, value in values.items() if key in Finding.__slots__}
    rest = {key: value for key, value in values.items() if key not in of_finding}
    subject = SUBJECTS[kind]
    finding = Finding(rule, str(of_finding.pop("message", "m")), outcome=outcome, subject=subject.path, **of_finding)  # type: ignore[arg-type]
    return Assertion(finding, subject, **rest)  # type: ignore[arg-type]


def dossier(*assertions: Assertion, **values: object) -> Dossier:
    evidence = Evidence("<Titre>", "fr", ("ar",), "publisher 1", ("veraPDF 1",), (PDF, PAGES), assertions, "2026-01-31")
    return Dossier(language("ar"), Publication("<Titre>", ("ar",)), evidence, **values)  # type: ignore[arg-type]


def page_of(given: Dossier, texts: Texts = ENGLISH) -> BeautifulSoup:
    return BeautifulSoup(html.report(given, texts), "html.parser")


def numbers_in(page: Tag) -> Mapping[str, set[int]]:
    """Return every number that a page gives for a count; more than one contradict each other."""
    found: dict[str, set[int]] = defaultdict(set)
    for tag in page.select("data.count"):
        found[str(tag["data-count"])].add(int(str(tag["value"])))
        assert tag.get_text() == tag["value"]
    return found


def numbers_of(counts: Counts) -> Mapping[str, int]:
    return {
        "failed": counts.failed, "cantTell": counts.cant_tell, "notRun": counts.not_run, "owed": counts.owed,
        "passed": counts.passed, "inapplicable": counts.inapplicable, "error": counts.errors,
        "warning": counts.warnings, "note": counts.notes, "total": counts.total,
    }  # fmt: skip


def listed_in(page: Tag) -> Mapping[str, int]:
    """Return how many assertions a page lists, by outcome; what passed is listed by rule, with a number."""
    listed = Counter(str(tag["data-assertion"]) for tag in page.select("[data-assertion]"))
    for tag in page.select("[data-assertions]"):
        listed[str(tag["data-assertions"])] += int(str(tag["data-number"]))
    return listed


def ids_in(page: Tag) -> list[str]:
    return [str(tag["id"]) for tag in page.select("[id]")]


def dead_links(page: Tag) -> list[str]:
    ids = set(ids_in(page))
    return [str(link["href"]) for link in page.select('a[href^="#"]') if str(link["href"])[1:] not in ids]


ASSERTIONS = st.builds(
    assertion,
    st.sampled_from(("pdf/heading-skip", "html/axe-x", "matterhorn/01-001", "wcag/1.1.1/html", "a/b")),
    st.sampled_from(Outcome),
    st.sampled_from(("pdf", "html")),
    mode=st.sampled_from(Mode),
    level=st.sampled_from(Level),
    id=st.sampled_from((None, "b-1", "b-2")),
    words=st.sampled_from(((), ("a", "1", "2"))),
    objects=st.none() | st.integers(0, 9),
    requirements=st.sampled_from((Requirements(), Requirements(("1.3.1",), ("10.1.3.1",), ("14-003",)))),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ASSERTIONS, max_size=12))
def test_a_report_shows_the_numbers_of_the_evidence_and_lists_every_assertion_once(found: list[Assertion]) -> None:
    given_now = dossier(*found)
    page = page_of(given_now)
    counts = numbers_of(given_now.evidence.counts)
    assert numbers_in(page) == {key: {number} for key, number in counts.items()}
    assert {key: listed_in(page).get(key, 0) for key in (*LISTED, *KEPT)} == {
        key: counts[key] for key in (*LISTED, *KEPT)
    }
    assert len(set(ids_in(page))) == len(ids_in(page))
    assert dead_links(page) == []


def test_the_overview_shows_the_numbers_of_each_language() -> None:
    first = dossier(assertion("a/b"), assertion("a/b", Outcome.PASSED), assertion("wcag/1.1.1/html", mode=Mode.MANUAL))
    second = dossier(assertion("a/b", Outcome.UNTESTED))
    rows = [
        html.Summary(language("ar"), first.evidence),
        html.Summary(language("es"), second.evidence, forms={"statement": "es/statement.html"}, is_earlier=True),
    ]
    page = BeautifulSoup(html.overview(rows, ENGLISH, {"json": "findings.json"}), "html.parser")
    for row in rows:
        expected = numbers_of(row.evidence.counts)
        for part in page.select(f'[data-language="{row.language.tag}"]'):
            shown = numbers_in(part)
            assert shown == {key: {expected[key]} for key in shown}
        table_row = page.select_one(f'tr[data-language="{row.language.tag}"]')
        assert table_row is not None
        assert set(numbers_in(table_row)) == {*LISTED, *KEPT}
    links = {str(link["href"]) for link in page.select("a[href]")}
    assert {"ar/index.html", "es/index.html", "es/statement.html", "findings.json", "../ar/a.pdf"} <= links


def test_the_overview_names_what_languages_have_not_in_common() -> None:
    rows = [
        html.Summary(language("fr"), dossier(assertion("a/same"), assertion("a/more")).evidence),
        html.Summary(language("ar"), dossier(assertion("a/same"), *[assertion("a/more")] * 3).evidence),
    ]
    page = BeautifulSoup(html.overview(rows, ENGLISH), "html.parser")
    codes = {code.get_text() for code in page.select("code")}
    assert "a/more" in codes
    assert "a/same" not in codes


def test_no_language_was_audited() -> None:
    page = BeautifulSoup(html.overview([], ENGLISH), "html.parser")
    assert page.h1 is not None


@pytest.mark.parametrize(
    ("found", "keys"),
    [
        ((), ["notRun"]),
        ((assertion("a/b"),), ["failed"]),
        ((assertion("a/b"), assertion("a/c", Outcome.UNTESTED)), ["failed", "notRun"]),
        ((assertion("a/b", Outcome.PASSED),), ["passed", "passed"]),
        ((assertion("a/b", Outcome.UNTESTED, mode=Mode.MANUAL),), ["owed", "owed"]),
        ((assertion("a/b", Outcome.CANT_TELL),), ["cantTell", "cantTell"]),
    ],
)
def test_a_verdict_hides_nothing(found: Sequence[Assertion], keys: list[str]) -> None:
    assert [line.key for line in verdict(dossier(*found).evidence.counts)] == keys


@pytest.mark.parametrize("counts", [Counts(), Counts(passed=9), Counts(failed=1), Counts(owed=3, passed=1)])
def test_no_verdict_promises_conformance(counts: Counts) -> None:
    said = " ".join(line.text for line in verdict(counts)).lower()
    assert not any(word in said for word in ("conform", "compliant", "accessible"))


def test_hostile_text_stays_text() -> None:
    found = [Assertion(replace(item, language="ar"), PDF) for item in HOSTILE]
    page = page_of(dossier(*found))
    assert page.find("script") is None
    assert page.find("b", string="x") is None
    assert {str(link["href"]).partition(":")[0] for link in page.select("a[href]")}.isdisjoint(("javascript", "http"))
    assert all(character.isprintable() or character in "\n\r\t\u2028\u202e\u00a0" for character in str(page))


def test_one_cause_is_one_entry_with_all_its_places() -> None:
    places = [assertion("pdf/x", file="source/a.md", line=line, id=f"b-{line}") for line in range(40)]
    page = page_of(dossier(*places, assertion("pdf/y", file="source/b.md")))
    assert [len(group.select("[data-assertion]")) for group in page.select("article.card")] == [40, 1]


def test_messages_that_begin_alike_are_one_sentence_with_what_each_of_them_means() -> None:
    found = [assertion("html/axe-x", kind="html", message=f"Name it: {part}", id=part) for part in ("a: b", "a: c")]
    card = page_of(dossier(*found)).select_one("article.card")
    assert card is not None
    assert card.select_one("h3").get_text() == "Name it"  # type: ignore[union-attr]
    assert [code.get_text() for code in card.select("summary > code")] == ["a: b", "a: c"]


def test_a_rule_with_many_places_says_once_what_is_the_same_in_all() -> None:
    said = {"the heading “{0}” is of level {1}, after one of level {2}": "{0}|{1}|{2}"}
    found = [assertion("pdf/heading-skip", words=(title, "4", before), id=title) for title, before in ("a1", "b2")]
    card = page_of(dossier(*found), Texts("fr", translations=said)).select_one("article.card")
    assert card is not None
    assert card.select_one("h3").get_text() == "…|4|…"  # type: ignore[union-attr]
    assert [place.get_text() for place in card.select("li > p")] == ["a|4|1", "b|4|2"]


def test_messages_that_have_nothing_in_common_are_all_said() -> None:
    found = [assertion("html/x", kind="html", message=said, id=said) for said in ("That: b", "This: a")]
    card = page_of(dossier(*found)).select_one("article.card")
    assert card is not None
    assert [said.get_text() for said in card.select("li > p")] == ["That: b", "This: a"]


def test_the_gravest_comes_first() -> None:
    page = page_of(dossier(*[assertion("a/note", level=Level.NOTE)] * 3, assertion("z/error")))
    assert [code.get_text() for code in page.select("article.card > dl > dd > code")] == ["z/error", "a/note"]


def test_our_own_rules_speak_the_language_of_the_report_and_others_their_own() -> None:
    said = {"the heading “{0}” is of level {1}, after one of level {2}": "العنوان «{0}» من المستوى {1} بعد {2}"}
    own = assertion("pdf/heading-skip", message="in English", words=("<Eau>", "4", "2"))
    other = assertion("html/axe-x", message="in English", kind="html")
    headings = page_of(dossier(own, other), Texts("ar", "rtl", said)).select("article.card h3")
    texts = {heading.get_text(): heading.find(lang="en") for heading in headings}
    assert texts["العنوان «<Eau>» من المستوى 4 بعد 2"] is None
    assert texts["in English"] is not None


def test_words_of_ours_in_a_sentence_are_translated_and_words_of_the_text_are_not() -> None:
    said = {"the heading “{0}” is of level {1}, after one of level {2}": "{0}|{1}|{2}", "light": "clair"}
    found = assertion("pdf/heading-skip", words=("light", "light", "2"))
    heading = page_of(dossier(found), Texts("fr", translations=said)).select_one("article.card h3")
    assert heading is not None
    assert heading.get_text() == "light|clair|2"


def test_words_that_do_not_fit_the_sentence_leave_what_was_said() -> None:
    page = page_of(dossier(assertion("pdf/heading-skip", message="said", words=("a",))))
    assert page.select_one("article.card h3").get_text() == "said"  # type: ignore[union-attr]


def test_the_page_is_of_the_language_of_its_texts() -> None:
    root = page_of(dossier(), ARABIC).html
    assert root is not None
    assert (root["lang"], root["dir"]) == ("ar", "rtl")
    assert "تدقيق" in root.get_text()


TRACE = Trace(
    "b-1", "source/a b.md", 7,
    (
        Rendered("fr", (Translation("Eau", "Eau", "source", None),), "build/fr/html/a b.html#b-1", ()),
        Rendered(
            "ar", (Translation("Eau", "ماء", "fuzzy", CatalogPlace("locale/ar/LC_MESSAGES/a b.po", 12)),),
            "build/ar/html/a b.html#b-1", (PdfPlace("build/ar/a.pdf", "b-1", ("Document", "Sect", "P"), 3, 4),),
        ),
    ),
)  # fmt: skip


def test_a_place_leads_along_its_whole_chain() -> None:
    found = assertion("pdf/x", file="source/a b.md", line=7, id="b-1", page=3)
    page = page_of(dossier(found, traces={"b-1": TRACE}, reading=("reading/a b.html", "reading/c.html")))
    place = page.select_one("[data-assertion=failed]")
    assert place is not None
    assert [str(link["href"]) for link in place.select("a[href]")] == [
        "../../../source/a%20b.md", "../../../locale/ar/LC_MESSAGES/a%20b.po", "../../ar/html/a%20b.html#b-1",
        "../../ar/a.pdf#page=3", "../../fr/html/a%20b.html#b-1", "reading/a%20b.html#block-b-1",
        f"#f-{found.finding.fingerprint}",
    ]  # fmt: skip
    text = place.get_text()
    assert all(part in text for part in ("source/a b.md:7", "a b.po:12", "Document › Sect › P"))


def test_without_a_trace_a_place_leads_to_what_it_names() -> None:
    found = assertion("pdf/x", file="source/a.md", line=7, page=3, catalog=CatalogPlace("locale/ar/a.po", 9))
    place = page_of(dossier(found)).select_one("[data-assertion=failed]")
    assert place is not None
    assert [str(link["href"]) for link in place.select("a[href]")][:3] == [
        "../../../source/a.md", "../../../locale/ar/a.po", "../../ar/a.pdf#page=3",
    ]  # fmt: skip


def row_of(index: str, decider: Decider) -> Row:
    if decider is Decider.PERSON:
        return Row(index, "pdf", Outcome.UNTESTED, Mode.MANUAL, reason="A person still has to look.")
    return Row(index, "pdf", Outcome.PASSED, Mode.AUTOMATIC, checkers=("veraPDF 1",), objects=3)


def test_the_tables_have_every_row_with_outcome_and_reason() -> None:
    rows = tuple(row_of(row.index, row.decider) for row in conditions().values())
    broken = assertion("pdf/ua1-7.1-3", requirements=Requirements(("1.3.1",), ("10.1.3.1",), ("01-005",)))
    failed = replace(rows[4], outcome=Outcome.FAILED, defects=(broken,))
    answer = assertion(
        "matterhorn/01-001", Outcome.PASSED, mode=Mode.MANUAL, message="All seen.", checker="Jean Dupont",
        words=("2026-01-30",),
    )  # fmt: skip
    table = tuple(
        failed if row is rows[4] else replace(row, outcome=Outcome.PASSED, answer=answer, reason="")
        if row.id == "01-001" else row for row in rows
    )  # fmt: skip
    standing = tuple(
        Row(id, kind, Outcome.INAPPLICABLE, Mode.AUTOMATIC, reason="There is no such content.")
        for id in criteria() for kind in ("html", "pdf")
    )  # fmt: skip
    page = page_of(dossier(broken, answer, matterhorn=((PDF, table), (PDF, table)), criteria=standing))
    shown = page.select("tr[data-row]")
    assert len(shown) == 2 * len(conditions()) + 2 * len(criteria())
    outcomes = Counter(str(tag["data-outcome"]) for tag in shown)
    assert outcomes["owed"] == 2 * (sum(row.decider is Decider.PERSON for row in conditions().values()) - 1)
    assert outcomes["failed"] == 2
    judged = page.select_one('[id="m1-01-001"]')
    assert judged is not None
    assert all(word in judged.get_text() for word in ("Jean Dupont", "2026-01-30", "All seen."))
    assert page.get_text().count("There is no such content.") == len(standing)
    assert page.select_one('[id="m1-01-005"] a[href^="#f-"]') is not None
    assert dead_links(page) == []
    assert len(set(ids_in(page))) == len(ids_in(page))


def test_what_is_owed_says_where_to_look_with_pictures_that_have_alternatives() -> None:
    looks = (Look("Carte", "b-1", 4, "pictures/ar/1.png"), Look("Titre", "b-2", 5))
    question = Question("matterhorn/01-001", conditions()["01-001"].question, looks, "0" * 16)
    owed = assertion(question.id, Outcome.UNTESTED, mode=Mode.MANUAL, message=question.text)
    on_pages = tuple(Look("Eau", id, file="a.html") for id in ("b-1", "b-3", "a-noteref-1", None))
    on_page = Question("wcag/1.4.1/html", criteria()["1.4.1"].question, on_pages, "1" * 16)
    other = assertion(on_page.id, Outcome.UNTESTED, "html", mode=Mode.MANUAL, message=on_page.text)
    page = page_of(dossier(owed, other, questions=(question, on_page), traces={"b-1": TRACE}))
    first, second = page.select("[data-assertion=owed]")
    assert question.text in first.get_text()
    assert [str(link["href"]) for link in first.select("a[href]")] == ["../../ar/a.pdf#page=4", "../../ar/a.pdf#page=5"]
    picture = first.select_one("img")
    assert picture is not None
    assert picture["src"] == "../pictures/ar/1.png"
    assert "Carte" in str(picture["alt"])
    assert [str(link["href"]) for link in second.select("a[href]")] == [
        "../../ar/html/a%20b.html#b-1", "../../ar/html/a.html#b-3", "../../ar/html/a.html#noteref-1",
        "../../ar/html/a.html",
    ]  # fmt: skip


def test_places_that_several_questions_share_are_listed_once_and_found_from_all() -> None:
    looks = tuple(Look(f"Lien {number}", f"b-{number}", number) for number in range(1, 4))
    asked = {"28-001": looks, "28-013": looks[::-1], "13-002": looks[:2], "01-002": ()}
    questions = tuple(Question(f"matterhorn/{row}", "?", seen, "0" * 16) for row, seen in asked.items())
    owed = [assertion(question.id, Outcome.UNTESTED, mode=Mode.MANUAL) for question in questions]
    rows = tuple(Row(row, "pdf", Outcome.UNTESTED, Mode.MANUAL) for row in asked)
    page = page_of(dossier(*owed, questions=questions, matterhorn=((PDF, rows),)))
    first, again, fewer, none = page.select("[data-assertion=owed]")
    assert [len(item.select("details li")) for item in (first, again, fewer, none)] == [3, 0, 2, 0]
    to_list = again.select_one('a[href^="#look-"]')
    assert to_list is not None
    assert "3" in to_list.get_text()
    assert "28-001" in to_list.get_text()
    listed = first.select_one("details > ol")
    assert listed is not None
    assert to_list["href"] == f"#{listed['id']}"
    assert not none.select("details, a[href^='#look-']")
    said = {row: page.select_one(f'[id="m1-{row}"] a[href^="#f-"]') for row in asked}
    assert {row: link is not None and link.get_text() == "Where to look" for row, link in said.items()} == {
        "28-001": True, "28-013": True, "13-002": True, "01-002": False,
    }  # fmt: skip
    assert dead_links(page) == []


def test_a_text_out_of_a_pdf_file_is_shown_with_its_signs_in_the_order_of_pages() -> None:
    out_of_order = "تعل\u0651\u064fم"
    question = Question("matterhorn/14-001", "?", (Look(out_of_order, "b-1", 1),), "0" * 16)
    owed = assertion(question.id, Outcome.UNTESTED, mode=Mode.MANUAL)
    shown = page_of(dossier(owed, questions=(question,))).select_one("[data-assertion=owed] details li a")
    assert shown is not None
    assert shown.get_text() == "تعل\u064f\u0651م"


def test_what_passed_stands_by_checker_and_outcome() -> None:
    kept = [
        assertion(rule, outcome, checker=checker, objects=1)
        for rule, outcome, checker in (
            ("a/b", Outcome.PASSED, "axe 1"), ("a/c", Outcome.PASSED, "axe 1"), ("a/d", Outcome.INAPPLICABLE, "axe 1"),
            ("p/e", Outcome.PASSED, "veraPDF 1"),
        )
    ]  # fmt: skip
    bodies = page_of(dossier(*kept)).select("#kept ~ details tbody")
    heads = [body.select_one("th[scope=rowgroup]") for body in bodies]
    assert [head is not None and head.get_text().split(" · ")[0] for head in heads] == ["axe 1", "axe 1", "veraPDF 1"]
    assert [[code.get_text() for code in body.select("code")] for body in bodies] == [["a/b", "a/c"], ["a/d"], ["p/e"]]


def test_what_changed_is_said() -> None:
    new, known = assertion("a/new", id="b-1"), assertion("a/known", id="b-2")
    mended = Earlier("ab" * 8, "a/mended", "ar", "source/a.md:3", "was wrong")
    page = page_of(dossier(new, known, changes=Changes((new,), (known,), (mended,))))
    shown = numbers_in(page)
    assert (shown["new"], shown["known"], shown["mended"]) == ({1}, {1}, {1})
    assert page.select_one(f'#changes ~ details a[href="#f-{new.finding.fingerprint}"]') is not None
    assert "source/a.md:3" in page.get_text()
    assert dead_links(page) == []


def test_a_judgement_is_shown_with_its_question_and_its_remark() -> None:
    failed = assertion("wcag/1.3.3/html", kind="html", mode=Mode.MANUAL, message="Chapter 4.", checker="A. Durand")
    card = page_of(dossier(failed)).select_one("article.card")
    assert card is not None
    assert card.select_one("h3").get_text() == criteria()["1.3.3"].question  # type: ignore[union-attr]
    assert all(word in card.get_text() for word in ("Chapter 4.", "A. Durand"))


def test_files_are_named_with_their_hashes_and_the_tool_with_its_version() -> None:
    text = page_of(dossier()).get_text()
    assert all(word in text for word in (PDF.path, PDF.sha256, PAGES.sha256, "publisher 1", "veraPDF 1", "2026-01-31"))


def test_the_same_evidence_gives_the_same_bytes() -> None:
    found = dossier(assertion("a/b"), assertion("a/c", Outcome.UNTESTED))
    assert html.report(found, ENGLISH) == html.report(found, ENGLISH)


def test_other_documents_are_named_once() -> None:
    forms = {"statement": "statement.html", "json": "findings.json", "csv": "a b.csv"}
    page = BeautifulSoup(html.report(dossier(), ENGLISH, forms), "html.parser")
    links = [str(link["href"]) for link in page.select("a[href]")]
    assert [links.count(address) for address in ("statement.html", "findings.json", "a%20b.csv")] == [1, 1, 1]


def test_a_report_leads_to_the_overview_that_is_named_or_to_the_page_above() -> None:
    for forms, address in (({}, "../index.html"), ({"overview": "../overview.ar.html"}, "../overview.ar.html")):
        link = BeautifulSoup(html.report(dossier(), ENGLISH, forms), "html.parser").select_one("nav a[href]")
        assert link is not None
        assert link["href"] == address


def test_the_overview_leads_to_itself_in_other_languages() -> None:
    page = BeautifulSoup(html.overview([], ARABIC, others={"ar": "ar.html", "fr": "fr.html"}), "html.parser")
    assert [(str(link["href"]), link["hreflang"]) for link in page.select("nav a[href]")] == [("fr.html", "fr")]


def test_a_document_that_reports_do_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        html.report(dossier(), ENGLISH, {"novel": "a.html"})


def test_several_entries_of_one_block_stand_under_one_label() -> None:
    ar = TRACE.languages[1]
    second = replace(ar.translations[0], msgid="Mer", place=CatalogPlace("locale/ar/LC_MESSAGES/b.po", 3))
    trace = replace(TRACE, languages=(replace(ar, translations=(*ar.translations, second)),))
    place = page_of(dossier(assertion("pdf/x", id="b-1"), traces={"b-1": trace})).select_one("[data-assertion] dl")
    assert place is not None
    labels = [label.get_text() for label in place.select("dt")]
    assert len(set(labels)) == len(labels)
    assert len(place.select("dd")) == len(labels) + 1
