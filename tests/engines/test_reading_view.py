"""The reading view of real files: a PDF is heard as its page is, and the view itself is accessible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.engines.test_own_pdf_checks import CASES, NOTES, REPORT
from tests.unit.checks.pdf_structure.printing import page, pdf_of

from publisher.engines import nu
from publisher.engines.chromium import axe
from publisher.engines.pdf import structure
from publisher.languages import language
from publisher.model.speech import Difference, Reading, Role
from publisher.model.texts import Texts
from publisher.pages.page import read_page
from publisher.reading.across import across
from publisher.reading.differences import readings
from publisher.reports.reading_view import Shelf, comparison_page, reading_page

ARABIC = """
<h1 id="t">تقرير عام 2019</h1>
<p id="a">أنجزت فرق الشرطة في 194 بلدًا نحو 63,000 عملية بحث (نحو 7.5 في الثانية)، ثم نُشرت النتائج: انظر الجدول.</p>
<p id="b">وتأتي عملية Blackwrist في المقدمة، وقد قيل عنها «إنها نموذج»؛ فمن يعرف <span lang="en" dir="ltr">Night
Fury</span>؟ الرقم <bdi dir="ltr">71%</bdi> والهاتف <bdi dir="ltr">+33 4 72 44 70 00</bdi> والموقع
<bdi dir="ltr">Commons (<abbr title="رخصة">CC BY</abbr> 4.0)</bdi>.</p>
<table id="c"><caption id="d">عمليات التوقيف</caption>
<tr><th id="e" scope="col">العملية</th><th id="f" scope="col">العدد</th></tr>
<tr><th id="g" scope="row">Sunbird IV</th><td id="h">24</td></tr></table>
<ul id="l"><li id="i">فرنسا</li><li id="j">مصر (القاهرة)</li></ul>
"""
KNOWN = {
    "blocks": {"added"},
    "containment": {"level", "text", "missing"},
    "figures": {"role"},
    "forms": {"added"},
    "layout": {"missing"},
    "notes": {"text", "links", "added"},
    "rtl": {"text", "added"},
    "table-parts": {"role", "missing"},
    "words": {"text"},
}
"""what is heard otherwise by right: headings in headings, pictures that are not there, arrows that a style draws, notes
that stand within the text in the source of the PDF only, the caption of a table that is none"""


def heard(html: str) -> Reading:
    (reading,) = readings(structure(pdf_of(html)), [read_page(html)])
    return reading


@pytest.mark.engine("pango")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_case_is_heard_as_its_page(case: Path) -> None:
    found = heard((case / "in.html").read_text("utf-8")).differences
    assert {one.kind for one in found} == KNOWN.get(case.name, set())


@pytest.mark.engine("pango")
def test_arabic_lines_come_back_in_the_order_they_are_said() -> None:
    reading = heard(page(ARABIC, "ar", "@page { size: A5; margin: 2cm }"))
    assert reading.differences == ()
    texts = [(reading.pdf[left].text, (reading.html or ())[right].text) for left, right in reading.pairs]
    assert [drawn for drawn, _ in texts] == [said for _, said in texts]


@pytest.mark.engine("pango")
@pytest.mark.parametrize(
    ("flag", "kinds"),
    [
        ("tags:delete p2", {"missing"}),
        ("tags:swap p1", {"order"}),
        ("tags:say p3 El puerto duerme.", {"text"}),
        ("tags:no-language b1", {"language"}),
        ("tags:drop-header d1", {"headers"}),
        ("tags:no-link p2", {"links"}),
    ],
)
def test_what_is_broken_in_a_pdf_is_heard(flag: str, kinds: set[str]) -> None:
    from tests.unit.checks.pdf_structure.mutations import mutated

    html = page(REPORT, style=NOTES)
    before = {key(one) for one in heard(html).differences}
    (reading,) = readings(structure(mutated(pdf_of(html), flag)), [read_page(html)])
    assert {kind for kind, *_ in {key(one) for one in reading.differences} - before} >= kinds


def key(one: Difference) -> tuple[str, int | None]:
    return one.kind, one.html


def views(folder: Path) -> list[Path]:
    """Write the views of one report in French and Arabic, one of them with a difference in every column."""
    languages = (language("fr"), language("ar"))
    shelf = Shelf((("_cover", ""), ("port", "Le port"), ("eaux", "Les eaux")), languages)
    files: dict[str, str] = {}
    columns = []
    for spoken in languages:
        html = page(REPORT if spoken.tag == "fr" else ARABIC, spoken.tag, NOTES)
        drawn = re.sub("<p id=.b.*?</p>", "", html, flags=re.DOTALL)
        (reading,) = readings(structure(pdf_of(drawn)), [read_page(html)])
        assert {Role.TABLE, Role.LIST} <= {one.role for one in reading.pdf}
        columns.append(reading.pdf)
        files[f"{spoken.tag}.html"] = reading_page(reading, shelf, spoken, Texts(spoken.tag, spoken.direction))
    files["both.html"] = comparison_page("port", shelf, across(columns), Texts("ar", "rtl"))
    for name, html in files.items():
        (folder / name).write_text(html, "utf-8")
    return [folder / name for name in files]


@pytest.mark.engine("pango", "chromium", "axe-core")
def test_the_view_has_no_barrier_and_scrolls_in_its_region_only(tmp_path: Path) -> None:
    for result in axe(views(tmp_path)):
        assert (result.error, result.violations, result.overflowing) == (None, (), ())


@pytest.mark.engine("pango", "java", "vnu")
def test_the_view_is_valid(tmp_path: Path) -> None:
    assert [(one.file.name, one.message) for one in nu.validate(views(tmp_path))] == []
