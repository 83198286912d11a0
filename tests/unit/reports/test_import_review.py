"""The review of an import as a page: every row once, nothing out of its place, every choice is a decision."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.reports.hostile import TEXTS
from tests.unit.reports.hostile import WORDS as HOSTILE

from publisher.model.review import ACCEPT, AUTO, KEEP, Kind, Row
from publisher.model.texts import Texts
from publisher.ocr import table
from publisher.ocr.review import resolved
from publisher.reports import import_review
from publisher.reports.import_review import Sign, literal, pieces

WORD = Row("a1", 12, 3, Kind.WORD, "prés", ("près", "prêts"), 0.9, "tout ", " du quai", "", "A word is not known.")
ENGLISH = Texts()
DECISIONS = ("", ACCEPT, KEEP, AUTO)
ROWS = st.lists(
    st.builds(
        Row, id=TEXTS, line=st.integers(1, 10**6), column=st.integers(1, 200), kind=st.sampled_from(Kind),
        original=TEXTS, proposals=st.lists(TEXTS, max_size=3).map(tuple), score=st.none() | st.floats(0, 1),
        left=TEXTS, right=TEXTS, decision=st.sampled_from(DECISIONS) | TEXTS, why=TEXTS,
    ),
    max_size=4,
)  # fmt: skip


def page_of(*rows: Row, texts: Texts = ENGLISH) -> BeautifulSoup:
    return BeautifulSoup(import_review.html(rows, table.write(rows), "quais", "quais.txt", texts), "html.parser")


def one(page: Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def entry(row: Row, texts: Texts = ENGLISH) -> Tag:
    return one(page_of(row, texts=texts), "fieldset")


def data_of(page: Tag) -> dict[str, object]:
    found = json.loads(one(page, "#data").get_text())
    assert isinstance(found, dict)
    return found


def seen(tag: Tag) -> str:
    """Return what is shown, without what is only said."""
    for name in tag.select(".unseen"):
        name.decompose()
    return tag.get_text()


def test_every_kind_has_a_title_and_what_it_is_about() -> None:
    assert set(import_review.KINDS) == set(Kind)
    words = {text for row in import_review.KINDS.values() for text in row}
    assert set(import_review.COMMENTS) <= words | {name for _, name in import_review.SIGNS.values()}


def test_a_row_stands_with_its_kind_in_the_part_of_its_decision() -> None:
    decisions = {"decide": ("", KEEP, "auprès"), "corrected": (AUTO,)}
    rows = [
        replace(WORD, id=f"{kind}{decision}", kind=kind, decision=decision)
        for kind in (Kind.DROP, Kind.WORD)
        for decisions_of_part in decisions.values()
        for decision in decisions_of_part
    ]
    page = page_of(*rows)
    for part, expected in decisions.items():
        groups = page.select(f"section[aria-labelledby^={part}-]")
        assert [group["aria-labelledby"] for group in groups] == [f"{part}-word", f"{part}-drop"]
        for group, kind in zip(groups, (Kind.WORD, Kind.DROP), strict=True):
            ids = [id.get_text() for id in group.select("fieldset dd .path")]
            assert ids == [f"{kind}{decision}" for decision in expected]
            assert str(len(expected)) in one(group, "h3").get_text()


def test_the_contents_lead_to_every_heading_with_its_number() -> None:
    page = page_of(WORD, replace(WORD, id="b", kind=Kind.JOIN), replace(WORD, id="c", decision=AUTO))
    links = {str(link["href"]).removeprefix("#"): link.get_text() for link in page.select("nav a")}
    assert list(links) == ["how", "decide", "decide-word", "decide-join", "corrected", "corrected-word"]
    for id, text in links.items():
        assert one(page, f"[id={id}]").get_text() == text


def test_a_row_has_its_place_its_lines_and_its_reason() -> None:
    row = entry(WORD)
    assert {"12", "3"} <= set(one(row, "h4").get_text().replace(",", "").split())
    read, proposed = row.select(".read")
    assert (seen(read), seen(proposed)) == ("tout prés du quai", "tout près du quai")
    assert (one(read, "del").get_text(), one(proposed, "ins").get_text()) == ("prés", "près")
    assert (read["lang"], proposed["lang"]) == ("fr", "fr")
    labels = [label.get_text() for label in row.select(".label")]
    assert len(set(labels)) == 2 and all(labels)
    assert "90" in one(row, ".why").get_text()
    assert WORD.why in one(row, ".why").get_text()


@pytest.mark.parametrize(("score", "percent"), [(0.995, "99"), (1.0, "100"), (0.29, "29"), (0.0, "0")])
def test_a_probability_is_never_rounded_up(score: float, percent: str) -> None:
    assert percent in one(entry(replace(WORD, score=score, why="")), ".why").get_text().split()


@pytest.mark.parametrize(
    ("decision", "checked"),
    [
        ("", None),
        (KEEP, "0"),
        ("prés", "0"),
        (ACCEPT, "1"),
        (AUTO, "1"),
        ("près", "1"),
        ("prêts", "2"),
        ("auprès", "-1"),
    ],
)
def test_the_decision_of_the_file_is_checked(decision: str, checked: str | None) -> None:
    row = entry(replace(WORD, decision=decision))
    found = [radio["value"] for radio in row.select("input[type=radio]") if radio.has_attr("checked")]
    assert found == ([] if checked is None else [checked])
    field = one(row, "[data-text]")
    assert field["value"] == ("auprès" if checked == "-1" else "")


def test_to_accept_where_nothing_is_proposed_is_to_keep() -> None:
    row = entry(replace(WORD, proposals=(), decision=ACCEPT))
    assert [radio["value"] for radio in row.select("[checked]")] == ["0"]


@given(ROWS)
@settings(max_examples=40, deadline=None)
@example([replace(WORD, proposals=("keep", "accept", "", "auto"), decision=decision) for decision in (*DECISIONS, " ")])
def test_every_choice_is_a_decision_that_puts_its_text_there(rows: list[Row]) -> None:
    choices = data_of(page_of(*rows))["choices"] if rows else []
    assert isinstance(choices, list) and len(choices) == len(rows)
    for row, written in zip(rows, choices, strict=True):
        assert len(written) == 1 + len(row.proposals)
        assert resolved(replace(row, decision=written[0])) == row.original
        for text, decision in zip(row.proposals, written[1:], strict=True):
            chosen = resolved(replace(row, decision=decision))
            # What was put there automatically is there already.
            assert chosen is None if decision == AUTO else (chosen or "").strip() == text.strip()
            assert decision != AUTO or row.decision == AUTO


@given(ROWS)
@settings(max_examples=40, deadline=None)
@example([replace(WORD, original=HOSTILE, proposals=(HOSTILE, "</script><!--"), left="</textarea>", right="\x7f\x00")])
def test_nothing_in_a_row_gets_out_of_its_place(rows: list[Row]) -> None:
    page = page_of(*rows)
    assert len(page.select("fieldset")) == len(rows)
    assert len(page.select("script")) == (2 if rows else 0)
    assert not page.select("b, text, [on], [style]")
    if rows:
        assert data_of(page)["table"] == table.write(rows)


def nonce_of(page: Tag) -> str:
    policy = str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])
    assert policy.startswith("default-src 'none';")
    (nonce,) = set(re.findall(r"'nonce-(\w+)'", policy))
    assert not re.search(r"unsafe|\*|http|self|data:", policy)
    return str(nonce)


def test_only_our_script_and_style_are_allowed_and_no_row_can_name_them() -> None:
    page = page_of(WORD)
    nonce = nonce_of(page)
    assert [tag.get("nonce") for tag in page.select("script, style")] == [nonce] * 3
    told = replace(WORD, original=f"<script nonce='{nonce}'>")
    assert nonce_of(page_of(told)) != nonce


@given(TEXTS)
@example("  a \n\tb\u00a0\u202ec\r\n")
def test_no_character_is_lost_or_unseen(text: str) -> None:
    found = pieces(text)
    names = {name: character for character, (_, name) in import_review.SIGNS.items()}
    back = [
        piece if isinstance(piece, str) else
        names[piece.name] * piece.count if piece.name else
        chr(int(piece.text.split()[0].removeprefix("U+"), 16)) * piece.count
        for piece in found
    ]  # fmt: skip
    assert "".join(back) == text
    plain = [piece for piece in found if isinstance(piece, str)]
    assert all(piece and piece.isprintable() and "  " not in piece for piece in plain)
    assert text == text.strip(" ") or any(isinstance(piece, Sign) for piece in (found[0], found[-1]))


def test_a_long_text_is_cut_where_it_is_shown_but_not_in_the_table() -> None:
    row = replace(WORD, original="x " * 10_000)
    page = page_of(row)
    assert len(one(page, "del").get_text()) < 11_000
    assert data_of(page)["table"] == table.write([row])


@pytest.mark.parametrize(
    "row",
    [
        replace(WORD, kind=Kind.DROP, original="~ |\n, ;\n'", proposals=("",)),
        replace(WORD, kind=Kind.ORDER, original="un\nil", proposals=("un il", "il un")),
        replace(WORD, original="mot " * 100),
    ],
)
def test_long_texts_are_in_boxes_that_have_a_name_and_can_be_reached(row: Row) -> None:
    boxes = entry(row).select(".long")
    assert len(boxes) == 1 + len(row.proposals)
    for box in boxes:
        assert box["tabindex"] == "0"
        assert one(page_of(row), f"[id={box['aria-labelledby']}]").get_text().strip()


def test_lines_of_a_long_text_are_told_apart_for_the_eye_and_for_the_ear() -> None:
    box = entry(replace(WORD, kind=Kind.DROP, original="a\nb\n\nc", proposals=("",))).select(".long")[0]
    assert len(box.select("br")) == 3
    assert [name.get_text().strip() for name in box.select(".unseen")] == ["line end"] * 3


def test_what_is_left_out_and_what_becomes_a_heading_is_said_in_words() -> None:
    spanish = {"leave it out": "quitarlo", "heading of level {level}: {text}": "título de nivel {level}: {text}"}
    texts = Texts("es", "ltr", spanish)
    dropped = entry(replace(WORD, kind=Kind.DROP, proposals=("",)), texts)
    assert [seen(tag) for tag in dropped.select("ins")] == ["quitarlo"]
    heading = entry(replace(WORD, kind=Kind.HEADING, proposals=("### Quais", "Quais")), texts)
    labels = [seen(label).strip() for label in heading.select(".choices label")]
    assert labels[1].endswith("título de nivel 3: Quais")
    assert "título" not in labels[2]


def test_a_reason_is_translated_or_marked_as_english() -> None:
    known = Texts("ar", "rtl", {WORD.why: "كلمة مجهولة"})
    assert "كلمة مجهولة" in one(entry(WORD, known), ".why").get_text()
    assert not entry(WORD, known).select(".why [lang]")
    (unknown,) = entry(replace(WORD, why="It is so."), known).select(".why [lang=en]")
    assert (unknown.get_text(), unknown["dir"]) == ("It is so.", "ltr")


def test_places_that_are_decided_together_are_told_apart_from_the_reason() -> None:
    known = Texts("ar", "rtl", {WORD.why: "كلمة مجهولة"})
    row = entry(replace(WORD, why=f"{WORD.why} (9 times: lines 3, 17, …)"), known)
    said = one(row, ".why").get_text()
    assert "كلمة مجهولة" in said and "(" not in said
    assert all(part in said for part in ("9", "3, 17, …"))


def test_french_stays_french_on_a_page_in_another_language() -> None:
    page = page_of(WORD, replace(WORD, id="b", kind=Kind.ORDER), texts=Texts("ar", "rtl"))
    assert one(page, "html")["dir"] == "rtl"
    for tag in page.select("del, ins, .choices bdi"):
        around = next(up for up in (tag, *tag.parents) if up.get("lang"))
        assert (around["lang"], around["dir"]) == ("fr", "ltr")


def test_of_too_many_rows_the_undecided_ones_are_shown_and_the_table_has_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_review, "MOST_SHOWN", 2)
    rows = [replace(WORD, id=str(number), decision=KEEP if number % 2 else "") for number in range(5)]
    page = page_of(*rows)
    assert [box["data-row"] for box in page.select("fieldset")] == ["1", "3"]
    assert data_of(page)["table"] == table.write(rows)
    assert "5" in one(page, "#decide-word").get_text()


def test_a_review_without_rows_says_so_and_asks_nothing() -> None:
    page = page_of()
    assert not page.select("form, button, script, nav")
    assert len(one(page, "main").select("p")) == 2


@pytest.mark.parametrize("name", ["quais", "les quais", "l'eau", "$(rm)", "é"])
def test_the_command_is_one_that_a_shell_takes(name: str) -> None:
    page = BeautifulSoup(import_review.html([WORD], table.write([WORD]), name, "x", ENGLISH), "html.parser")
    commands = page.select("li code, .said code, .do code")
    assert len(commands) == 3
    for code in commands:
        assert shlex.split(code.get_text())[-1] == f"{name}.review.tsv"


def test_only_words_of_the_table_get_a_space() -> None:
    assert [literal(text) for text in ("", "auto", "à", " keep")] == [" ", " auto", "à", " keep"]
