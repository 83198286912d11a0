"""A part laid out alone shows what it would show among the others."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import pikepdf
import pytest
from tests.engines.tagged import Tagged

from publisher.engines.weasyprint import draw_heads, lay_out_part
from publisher.model.part import END, Count, LaidOut, NamedString, PartTask, Start, Target
from publisher.renditions.pdf.heads import heads
from publisher.renditions.pdf.tags import shape

STYLE = "@page { size: 100mm 60mm; margin: 10mm; @bottom-center { content: counter(page) '/' counter(pages) } }"
NUMBERED = "a::after { content: ' p. ' target-counter(attr(href), page) }"


def laid(body: str, css: str = "", start: Start | None = None, **told: object) -> LaidOut:
    html = f'<!DOCTYPE html><html lang="fr"><head><title>t</title></head><body>{body}</body></html>'
    task = PartTask("01", html, (("a.css", STYLE), ("b.css", css)), {}, start or Start(), **told)  # type: ignore[arg-type]
    return lay_out_part(task, partial(shape, prefix="01:"))


def spoken(part: LaidOut) -> str:
    assert part.pdf is not None
    return " ".join(Tagged.read(part.pdf).texts.values())


PAGES = "<h1 id='a'>Un</h1><p><a href='#c'>voir</a></p><h1 id='b' style='break-before:page'>Deux</h1>"


def test_pages_are_counted_from_where_the_part_begins() -> None:
    part = laid(PAGES + "<p id='c'>Là</p>", NUMBERED, Start(7, 6, None, 20))
    assert [page.number for page in part.facts.pages] == [7, 8]
    assert part.facts.asks_number
    assert "p. 8" in spoken(part)


def test_a_target_in_another_part_says_what_it_was_told_to() -> None:
    told = {"c": Target((Count("page", 41), Count("pages", 90)), "Les quais")}
    part = laid(PAGES, NUMBERED + "h1 a::before { content: target-text(attr(href)) }", elsewhere=told)
    assert "p. 41" in spoken(part)
    assert part.facts.asked == ("c",)
    assert not part.facts.asks_number
    assert "Les quais" in spoken(laid(PAGES, "a::before { content: target-text(attr(href)) }", elsewhere=told))


def test_what_is_in_the_part_is_not_asked_of_others() -> None:
    part = laid(PAGES + "<p id='c'>Là</p>", NUMBERED, elsewhere={"c": Target((Count("page", 41),))})
    assert part.facts.asked == ()
    assert "p. 1" in spoken(part) or "p. 2" in spoken(part)


def test_a_part_without_numbers_asks_for_nothing() -> None:
    facts = laid(PAGES, elsewhere={"c": Target()}).facts
    assert (facts.asked, facts.asks_number, facts.asks_total) == ((), False, False)


def test_the_number_of_all_pages_is_that_of_the_publication() -> None:
    part = laid(PAGES, "h1::after { content: ' ' counter(page) '/' counter(pages) }", Start(7, 6, None, 20))
    assert (part.facts.asks_number, part.facts.asks_total) == (True, True)
    assert "7/20" in spoken(part)
    assert "8/20" in spoken(part)


def test_a_guess_is_drawn_only_where_it_does_not_matter() -> None:
    assert laid(PAGES, NUMBERED, elsewhere={"c": Target((Count("page", 88),))}, guessed=True).pdf is None
    assert laid(PAGES, elsewhere={"c": Target()}, guessed=True).pdf is not None


def test_a_link_to_another_part_keeps_its_name_and_no_other_name_is_claimed() -> None:
    part = laid(PAGES, elsewhere={"c": Target()})
    assert part.pdf is not None
    with pikepdf.open(BytesIO(part.pdf)) as pdf:
        assert [str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", [])] == ["c"]
    assert destinations(part) == ["a", "b"]
    assert {anchor.id: anchor.page for anchor in part.facts.anchors} == {"a": 0, "b": 1}


def destinations(part: LaidOut) -> list[str]:
    assert part.pdf is not None
    with pikepdf.open(BytesIO(part.pdf)) as pdf:
        return [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]


def test_running_heads_are_left_to_others_and_what_they_need_is_told() -> None:
    css = "h1 { string-set: chapter content() } #b { page: wide } @page wide { size: 200mm 60mm }"
    part = laid(PAGES, css)
    assert part.pdf is not None
    assert "1/2" not in " ".join(Tagged.read(part.pdf).artifacts)
    first, second = part.facts.pages
    assert first.strings == (NamedString("chapter", "Un", True),)
    assert (second.name, second.strings) == ("wide", (NamedString("chapter", "Deux", True),))


def test_counters_at_the_end_are_told_with_what_they_began_with() -> None:
    body = f"<main>{PAGES}</main><div id='{END}' style='position:absolute'></div>"
    css = "body { counter-reset: chapter 4 } h1 { counter-increment: chapter; break-after: page }"
    part = laid(body, css, target_counters=frozenset({"chapter"}))
    assert Count("chapter", 6) in part.facts.counts
    assert [anchor.counts for anchor in part.facts.anchors if anchor.id == "b"] == [(Count("chapter", 6),)]
    assert END not in {anchor.id for anchor in part.facts.anchors}
    assert END not in destinations(part)


def test_the_end_of_a_part_makes_no_page() -> None:
    body = f"<main><article style='break-after:page'>{PAGES}</article></main>"
    alone = laid(body).facts.pages
    assert len(laid(f"{body}<div id='{END}' style='position:absolute'></div>").facts.pages) == len(alone)


@pytest.mark.parametrize(("right", "blank"), [(True, False), (False, True), (None, False)])
def test_a_chapter_that_begins_on_the_right_waits_for_a_right_hand_page(right: bool | None, blank: bool) -> None:
    part = laid(f"<div style='break-before:right'>{PAGES}</div>", start=Start(4, 3, right))
    assert part.facts.pages[0].blank is blank
    assert [page.number for page in part.facts.pages] == ([4, 5, 6] if blank else [4, 5])
    assert part.facts.anchors[0].page == int(blank)


def test_the_first_page_is_that_of_the_publication() -> None:
    css = "@page :first { size: 200mm 60mm }"
    assert width(laid(PAGES, css)) > width(laid(PAGES, css, Start(2, 1)))


def width(part: LaidOut) -> float:
    assert part.pdf is not None
    with pikepdf.open(BytesIO(part.pdf)) as pdf:
        return float(pdf.pages[0].MediaBox[2])


def test_a_page_number_that_a_style_sets_is_told() -> None:
    part = laid(PAGES, "@page two { counter-set: page 1 } #b { page: two }", Start(7, 6))
    assert [(page.number, page.numbered_anew) for page in part.facts.pages] == [(7, False), (1, True)]


def test_running_heads_are_drawn_alone_with_the_numbers_of_all_pages() -> None:
    css = STYLE + "@page { background: red; border: 2mm solid; @top-center { content: string(chapter, first-except) } }"
    part = laid(PAGES + "<p style='break-before:page'>Suite</p>", "h1 { string-set: chapter content() }")
    pdf = draw_heads(heads(part.facts.pages, "fr", "ltr", "T"), (("a.css", css),), {})
    with pikepdf.open(BytesIO(pdf)) as drawn:
        assert len(drawn.pages) == 3
        filled = [str(step.operator) for page in drawn.pages for step in pikepdf.parse_content_stream(page)]
    assert {"f", "re", "S"} & set(filled) == set()
    assert "/StructTreeRoot" not in pikepdf.open(BytesIO(pdf)).Root


def test_nothing_of_the_layout_of_parts_is_left_behind() -> None:
    import weasyprint.document
    import weasyprint.layout

    before = weasyprint.layout.make_margin_boxes, weasyprint.document.TargetCollector
    laid(PAGES)
    assert (weasyprint.layout.make_margin_boxes, weasyprint.document.TargetCollector) == before
