"""The page of a review in the real Chromium: no barrier, and the table it makes is the one decisions ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.unit.reports.hostile import WORDS

from publisher.engines import chromium, nu
from publisher.model.review import ACCEPT, AUTO, KEEP, Kind, Row
from publisher.model.texts import Texts
from publisher.ocr import table
from publisher.ocr.review import resolved
from publisher.reports import import_review

WORD = Row("a", 12, 3, Kind.WORD, "prés", ("près", "prêts"), 0.93, "tout ", " du quai", "", "Not known.")
ESCAPED = "a\tb\nc\rd\\e|f\\n\\e"
BREAKING = "</script><img src=x onerror='window.broken=1'><!--\u2028\u202e\x00\x7f{n}&amp;"
HOSTILE = (
    replace(WORD, id=ESCAPED, original=ESCAPED, proposals=(ESCAPED, "", "|", "\\"), decision=ESCAPED, left=ESCAPED),
    replace(WORD, id=BREAKING, original=BREAKING, proposals=(BREAKING,), decision=BREAKING, why=BREAKING),
    replace(WORD, id="keep", original="x", proposals=("keep", "auto", ""), decision=" keep"),
    replace(WORD, id="none", proposals=(), score=None, decision=ACCEPT),
    replace(WORD, id="drop", kind=Kind.DROP, original="~ |\r\n ; '\n" * 20, proposals=("",), decision=AUTO),
    replace(WORD, id="order", kind=Kind.ORDER, original="un\nil", proposals=("un il", "il un"), decision="il\nun"),
    replace(WORD, id="cr", decision="un\rdeux\r\ntrois"),
    replace(WORD, id="words", original=WORDS.replace("\ud800", ""), proposals=("{0}",), decision="  "),
    replace(WORD, id="heading", kind=Kind.HEADING, proposals=("## Quais", "Quais")),
    *(replace(WORD, id=f"was-{word}", decision=word) for word in ("", KEEP, ACCEPT, AUTO, "près", "auprès")),
)
CHROMIUM = pytest.mark.engine("chromium")


def written(folder: Path, rows: Sequence[Row], texts: Texts = Texts()) -> Path:  # noqa: B008
    file = folder / f"{texts.language}.html"
    file.write_text(import_review.html(rows, table.write(rows), "quais", "quais.txt", texts), "utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium._browser() as started:
        yield started


@contextmanager
def opened(browser: Browser, file: Path, *, script: bool = True) -> Iterator[Page]:
    """Open a page as a person would: its own policy holds, and it may offer files."""
    context = browser.new_context(accept_downloads=True, java_script_enabled=script, offline=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    yield page
    assert said == []
    context.close()


def saved(page: Page, button: int = 0) -> str:
    """Return the table that is made when a button to save is pressed."""
    with page.expect_download() as download:
        page.locator("[data-do=save]").nth(button).press("Enter")
    assert download.value.suggested_filename == "quais.review.tsv"
    return Path(download.value.path()).read_bytes().decode("utf-8")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def to(page: Page, id: str) -> None:
    """Move on with the tabulator until an element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == id:
            return
    raise AssertionError(f"{id} is not reached")


def decided(page: Page) -> int:
    return int(page.locator("[data-count=decided]").inner_text())


@pytest.mark.engine("chromium", "axe-core")
def test_the_page_has_no_barrier_and_is_never_wider_than_the_window(tmp_path: Path) -> None:
    long = replace(WORD, id="long", original="x" * 300, left="é" * 300, why="y" * 300)
    files = [written(tmp_path, [*HOSTILE, long]), written(tmp_path, [*HOSTILE, long], Texts("ar", "rtl"))]
    for result in chromium.axe(files):
        assert (result.error, result.violations, result.overflowing) == (None, (), ())


@pytest.mark.engine("java", "vnu")
def test_the_page_is_valid(tmp_path: Path) -> None:
    files = [written(tmp_path, HOSTILE), written(tmp_path, [], Texts("ar", "rtl"))]
    assert [(one.file.name, one.message) for one in nu.validate(files)] == []


@CHROMIUM
def test_a_table_that_nobody_changed_is_the_same_byte_for_byte(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(tmp_path, HOSTILE)) as page:
        assert saved(page) == saved(page, 1) == table.write(HOSTILE)
        assert page.evaluate("window.broken") is None


@CHROMIUM
def test_every_choice_of_hostile_rows_comes_back_as_its_text(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(tmp_path, HOSTILE)) as page:
        for choice in (0, 1, 2):
            page.evaluate(f"document.querySelectorAll('[value=\"{choice}\"]').forEach(radio => radio.click())")
            for before, after in zip(HOSTILE, table.read(saved(page), "x"), strict=True):
                texts = (before.original, *before.proposals)
                assert replace(after, decision=before.decision) == before
                if choice < len(texts) and after.decision != AUTO:
                    assert (resolved(after) or "").strip() == texts[choice].strip()


@CHROMIUM
def test_a_review_is_decided_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    rows = [replace(WORD, id=id) for id in "abc"] + [replace(WORD, id="d", decision=AUTO)]
    with opened(browser, written(tmp_path, rows)) as page:
        to(page, "row-1-0")
        page.keyboard.press("ArrowDown")
        assert (focused(page), decided(page)) == ("row-1-1", 1)
        to(page, "row-2-0")
        page.keyboard.press("Space")
        to(page, "row-3-0")
        page.keyboard.press("ArrowUp")
        assert (focused(page), decided(page)) == ("row-3-text", 2)
        page.keyboard.press("Tab")
        page.keyboard.type("  keep\\")
        assert decided(page) == 3
        to(page, "row-4-1")
        page.keyboard.press("ArrowUp")
        decisions = (ACCEPT, KEEP, "  keep\\", KEEP)
        assert saved(page) == table.write(map(with_decision, rows, decisions))
        assert decided(page) == 3


def with_decision(row: Row, decision: str) -> Row:
    return replace(row, decision=decision)


@CHROMIUM
@pytest.mark.parametrize(
    ("typed", "decision"), [("auto", " auto"), ("l'été ", "l'été "), (" ", ""), ("a\\tb", "a\\tb"), ("", "")]
)
def test_another_text_is_that_text_and_none_is_no_decision(
    browser: Browser, tmp_path: Path, typed: str, decision: str
) -> None:
    with opened(browser, written(tmp_path, [WORD])) as page:
        page.locator("#row-1-text").check()
        page.locator("#row-1-field").fill(typed)
        assert saved(page) == table.write([replace(WORD, decision=decision)])
        assert decided(page) == bool(decision)


@CHROMIUM
def test_a_text_of_several_lines_may_be_written(browser: Browser, tmp_path: Path) -> None:
    row = replace(WORD, kind=Kind.ORDER, original="un\nil")
    with opened(browser, written(tmp_path, [row])) as page:
        page.locator("#row-1-text").check()
        page.locator("#row-1-field").fill("il\n\nun\t.")
        assert saved(page) == table.write([replace(row, decision="il\n\nun\t.")])


@CHROMIUM
def test_a_decision_can_be_taken_back(browser: Browser, tmp_path: Path) -> None:
    rows = [replace(WORD, id="a", decision=KEEP), replace(WORD, id="b", decision=AUTO), replace(WORD, id="c")]
    with opened(browser, written(tmp_path, rows)) as page:
        shown = page.locator("[data-do=back]:visible")
        assert shown.count() == 1
        for number in (2, 3):
            page.locator(f"#row-{number}-0").check()
        while shown.count():
            shown.first.press("Enter")
            assert focused(page).startswith("row-")
        decisions = ("", AUTO, "")
        assert saved(page) == table.write(map(with_decision, rows, decisions))
        assert decided(page) == 0


@CHROMIUM
def test_what_is_likely_is_accepted_at_once_where_nobody_decided_and_can_be_taken_back(
    browser: Browser, tmp_path: Path
) -> None:
    scores = (0.9, 0.899, 0.95, None, 1.0)
    rows = [replace(WORD, id=str(score), score=score) for score in scores]
    rows += [replace(WORD, id="kept", decision=KEEP), replace(WORD, id="bare", proposals=())]
    with opened(browser, written(tmp_path, rows)) as page:
        page.locator("#row-3-2").check()
        page.locator("[data-do=accept]").press("Enter")
        accepted = (ACCEPT, "", "prêts", "", ACCEPT, KEEP, "")
        assert saved(page) == table.write(map(with_decision, rows, accepted))
        page.locator("#undo").press("Enter")
        assert focused(page) == "least"
        before = ("", "", "prêts", "", "", KEEP, "")
        assert saved(page) == table.write(map(with_decision, rows, before))


@CHROMIUM
def test_what_is_done_is_told_to_who_does_not_see_it(browser: Browser, tmp_path: Path) -> None:
    rows = [replace(WORD, id=id) for id in "ab"]
    with opened(browser, written(tmp_path, rows)) as page:
        said = page.locator("[role=status]")
        assert said.inner_text() == ""
        page.locator("[data-do=accept]").press("Enter")
        assert "2" in said.inner_text()
        page.locator("#row-1-0").check()
        assert said.inner_text() == ""
        saved(page)
        assert "2" in said.inner_text() and "quais.review.tsv" in said.inner_text()
        assert "{" not in said.inner_text()


@CHROMIUM
def test_the_next_undecided_place_is_reached_in_a_circle_and_seen_below_the_bar(
    browser: Browser, tmp_path: Path
) -> None:
    rows = [replace(WORD, id=str(number), decision=KEEP if number % 2 else "") for number in range(40)]
    with opened(browser, written(tmp_path, rows)) as page:
        button = page.locator("[data-do=next]")
        button.press("Enter")
        assert focused(page) == "row-1-0"
        page.locator("#row-39-0").focus()
        page.evaluate("document.getElementById('row-1-0').scrollIntoView()")
        for expected in ("row-1-0", "row-3-0"):
            button.press("Enter")
            assert focused(page) == expected
            place = page.locator("fieldset", has=page.locator(f"#{expected}")).bounding_box()
            bar = page.locator("#bar").bounding_box()
            assert place and bar and bar["y"] + bar["height"] <= place["y"] < place["y"] + place["height"] < 720


@CHROMIUM
def test_going_to_the_bar_leaves_the_page_where_it_is(browser: Browser, tmp_path: Path) -> None:
    rows = [replace(WORD, id=str(number)) for number in range(40)]
    with opened(browser, written(tmp_path, rows)) as page:
        page.locator("#row-20-0").focus()
        before = page.evaluate("scrollY")
        assert before > 0
        for name in ("next", "save"):
            page.locator(f"#bar [data-do={name}]").focus()
            assert page.evaluate("scrollY") == before


@CHROMIUM
def test_choices_survive_a_reload_and_end_with_another_table(browser: Browser, tmp_path: Path) -> None:
    rows = [replace(WORD, id=id) for id in "abc"]
    with opened(browser, written(tmp_path, rows)) as page:
        page.locator("#row-1-2").check()
        page.locator("#row-2-text").check()
        page.locator("#row-2-field").fill("auprès")
        expected = table.write(map(with_decision, rows, ("prêts", "auprès", "")))
        page.reload()
        assert decided(page) == 2
        assert saved(page) == expected
        others = [replace(WORD, id=id) for id in "abd"]
        written(tmp_path, others)
        page.reload()
        assert saved(page) == table.write(others)


@CHROMIUM
def test_without_scripts_everything_is_read_and_nothing_pretends_to_work(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(tmp_path, [WORD]), script=False) as page:
        assert page.locator("noscript").inner_text().strip()
        assert page.locator("button:visible").count() == 0
        assert page.locator("input:visible:enabled").count() == 0
        assert page.locator("fieldset").inner_text().count("près") == 2
        assert "decision" in page.locator("main").inner_text()


@CHROMIUM
def test_every_text_can_be_read_on_paper(browser: Browser, tmp_path: Path) -> None:
    row = replace(WORD, kind=Kind.DROP, original="~ |\n" * 60, proposals=("",))
    with opened(browser, written(tmp_path, [row])) as page:
        page.emulate_media(media="print")
        assert page.evaluate(
            "[...document.querySelectorAll('.long')].every(box => box.scrollHeight <= box.offsetHeight)"
        )
        assert page.locator("button:visible").count() == 0
