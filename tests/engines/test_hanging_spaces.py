"""A line is as full as its words let it be, whichever elements follow: its last space takes no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest

pytestmark = pytest.mark.engine("pango")

TEXTS = {
    "fr": ("autres formations à distance sont présentées au chapitre", "La formation des équipes"),
    "ar": ("تقيس فرق الميناء كل رصيف طوال الموسم وتكتب ما رأته في", "سجل المدير العام للميناء"),
}
BEFORE = {"fr": ("Ainsi", ","), "ar": ("إذن", "،")}
STYLE = 'body { font: 12px "Noto Sans", "Noto Naskh Arabic" } p { margin: 0 }'
Hook = Callable[[], Any]


def with_ours() -> Any:
    from publisher.engines.weasyprint.first_line import breaking

    return breaking()


def laid_out(body: str, lang: str, style: str = "", hook: Hook = with_ours) -> Any:
    import weasyprint

    direction = "rtl" if lang == "ar" else "ltr"
    html = f'<html lang="{lang}" dir="{direction}"><style>{STYLE} {style}</style><body>{body}</body></html>'
    with hook():
        return weasyprint.HTML(string=html).render()


def boxes(document: Any, kind: str) -> Iterator[Any]:
    for page in document.pages:
        yield from (box for box in page._page_box.descendants() if type(box).__name__ == kind)


def drawn(line: Any) -> str:
    shown = (box.pango_layout.text for box in line.descendants() if type(box).__name__ == "TextBox")
    return "".join(shown).strip(" ")


def lines(body: str, lang: str, style: str = "", hook: Hook = with_ours) -> list[str]:
    return [drawn(line) for line in boxes(laid_out(body, lang, style, hook), "LineBox")]


def width_of(text: str, lang: str) -> float:
    (box,) = boxes(laid_out(f"<p>{text}</p>", lang), "TextBox")
    return float(box.width)


def tight(text: str, lang: str) -> str:
    """A style that has room for a text, and for half of a space after it."""
    space = width_of("a a", lang) - width_of("aa", lang)
    return f"p {{ width: {width_of(text, lang) + space / 2}px }}"


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("hyphens", ["manual", "auto"])
@pytest.mark.parametrize("align", ["start", "justify", "end", "center"])
def test_a_text_that_fits_but_for_its_last_space_stays_on_its_line(lang: str, hyphens: str, align: str) -> None:
    text, link = TEXTS[lang]
    style = tight(text, lang) + f" p {{ hyphens: {hyphens}; text-align: {align} }}"
    assert lines(f'<p>{text} <a href="#a">{link}</a></p>', lang, style) == [text, link]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_so_does_the_text_between_two_elements(lang: str) -> None:
    (word, comma), (text, link) = BEFORE[lang], TEXTS[lang]
    style = tight(f"{word}{comma} {text}", lang) + " p { hyphens: auto } em { font-style: normal }"
    body = f'<p><em>{word}</em>{comma} {text} <a href="#a">{link}</a></p>'
    assert lines(body, lang, style) == [f"{word}{comma} {text}", link]


def test_a_long_word_that_fits_is_not_divided() -> None:
    word = "incontestablement"
    body = f'<p>{word} <a href="#a">oui</a></p>'
    assert lines(body, "fr", tight(word, "fr") + " p { hyphens: auto }") == [word, "oui"]
    soft = "incontes\u00adtablement"
    assert lines(body.replace(word, soft), "fr", tight(soft, "fr")) == [soft, "oui"]


def test_a_space_that_hangs_at_the_end_of_a_paragraph_makes_no_line() -> None:
    text, _ = TEXTS["fr"]
    assert lines(f"<p>{text} <!-- --></p>", "fr", tight(text, "fr")) == [text]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_line_with_a_hanging_space_ends_where_its_text_ends(lang: str) -> None:
    text, link = TEXTS[lang]
    document = laid_out(f'<p>{text} <a href="#a">{link}</a></p>', lang, tight(text, lang))
    first, _ = boxes(document, "LineBox")
    (paragraph,) = (box for box in boxes(document, "BlockBox") if box.element_tag == "p")
    assert first.width == pytest.approx(width_of(text, lang), abs=0.1)
    near = (first.position_x, paragraph.content_box_x())
    far = (first.position_x + first.width, paragraph.content_box_x() + paragraph.width)
    assert (far if lang == "ar" else near)[0] == pytest.approx((far if lang == "ar" else near)[1], abs=0.1)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("hyphens", ["manual", "auto"])
def test_elements_change_no_line(lang: str, hyphens: str) -> None:
    text, link = TEXTS[lang]
    plain, linked = f"{text} {link} {text}", f'{text} <a href="#a">{link}</a> {text}'
    style = f"p {{ hyphens: {hyphens} }}"
    assert lines(at_widths(linked), lang, style) == lines(at_widths(plain), lang, style)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("space", ["pre", "nowrap", "pre-wrap", "pre-line"])
def test_where_the_author_decides_on_spaces_nothing_changes(lang: str, space: str) -> None:
    text, link = TEXTS[lang]
    contents = f'{text} <a href="#a">{link}</a>\n{text} ', f"  {text}  {link} \n\n {text}"
    around = round(width_of(text, lang))
    body = "".join(at_widths(content, (around - 8, around + 8, 1)) for content in contents)
    style = f"p {{ white-space: {space} }}"
    assert everything(body, lang, style, with_ours) == everything(body, lang, style, nullcontext)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("hyphens", ["manual", "auto"])
def test_text_without_elements_is_laid_out_as_weasyprint_does(lang: str, hyphens: str) -> None:
    text, link = TEXTS[lang]
    style = f"p {{ hyphens: {hyphens}; text-align: justify }}"
    body = at_widths(f"{text} {link}")
    assert everything(body, lang, style, with_ours) == everything(body, lang, style, nullcontext)


def at_widths(content: str, widths: tuple[int, int, int] = (40, 460, 3)) -> str:
    return "".join(f'<p style="width: {width}px">{content}</p>' for width in range(*widths))


def everything(body: str, lang: str, style: str, hook: Hook) -> list[tuple[object, ...]]:
    found = boxes(laid_out(body, lang, style, hook), "LineBox")
    return [(drawn(line), line.position_x, line.position_y, line.width, line.height) for line in found]


def test_a_column_too_narrow_for_a_word_is_broken_as_before() -> None:
    body = '<p>une organisation <a href="#a">internationale</a></p>'
    for style in ("", "overflow-wrap: anywhere", "word-break: break-all", "hyphens: auto", "text-overflow: ellipsis"):
        narrow = f"p {{ width: 30px; overflow: hidden; {style} }}"
        assert lines(body, "fr", narrow) == lines(body, "fr", narrow, nullcontext)


def test_a_line_that_is_cut_with_a_mark_can_be_drawn() -> None:
    text, link = TEXTS["fr"]
    style = tight(text, "fr") + " p { overflow: hidden; text-overflow: ellipsis }"
    assert laid_out(f'<p>{text} <a href="#a">{link}</a></p>', "fr", style).write_pdf().startswith(b"%PDF")


def test_a_word_that_may_not_begin_a_line_takes_the_one_before_it_along() -> None:
    text, _ = TEXTS["fr"]
    body = f"<p>{text} <b>; la suite</b></p>"
    first, second = lines(body, "fr", tight(text, "fr") + " b { font-weight: normal }")
    assert (first, second) == (text.removesuffix(" chapitre"), "chapitre ; la suite")


def test_weasyprint_needs_it_still() -> None:
    text, link = TEXTS["fr"]
    first, *_ = lines(f'<p>{text} <a href="#a">{link}</a></p>', "fr", tight(text, "fr"), nullcontext)
    assert first == text.split()[0]


def test_every_layout_of_ours_has_it_and_leaves_weasyprint_as_it_was() -> None:
    import weasyprint.layout.inline

    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.layout import lay_out

    before = weasyprint.layout.inline.split_first_line
    text, link = TEXTS["fr"]
    html = f'<html lang="fr"><style>{STYLE} {tight(text, "fr")}</style><p>{text} <a href="#a">{link}</a></p></html>'
    assert [drawn(line) for line in boxes(lay_out(html, (), ClosedFetcher({})), "LineBox")] == [text, link]
    assert weasyprint.layout.inline.split_first_line is before


def test_an_error_in_a_layout_leaves_weasyprint_as_it_was() -> None:
    import weasyprint.layout.inline

    before = weasyprint.layout.inline.split_first_line
    with pytest.raises(ZeroDivisionError), with_ours():
        raise ZeroDivisionError
    assert weasyprint.layout.inline.split_first_line is before
