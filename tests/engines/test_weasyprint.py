"""Tagged PDF as WeasyPrint and our tagger make it: the structure trees of golden cases, and laws for every document."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from pikepdf import Dictionary
from PIL import Image
from tests.engines.tagged import SOFT_HYPHEN, Tagged, attributes, is_element, kids

from publisher.engines import verapdf
from publisher.engines.weasyprint import Rendered, render
from publisher.errors import ExitCode, PublisherError
from publisher.model.structure import Mark, Struct
from publisher.renditions.pdf.tags import shape

pytestmark = pytest.mark.engine("pango")

CASES = sorted(path for path in (Path(__file__).parent.parent / "golden" / "pdf-tags").iterdir() if path.is_dir())
BLOCKS = set(
    "p h1 h2 h3 ul ol li dl dt dd table caption section main article aside nav figure figcaption blockquote pre".split()
)
WORDS = (
    "publication incontestablement développement territoire évaluation national partenaire nous eau à la une".split()
)
ARABIC = "تقرير عن المياه في القرى التي تعمل فيها المنظمة مع شركائها منذ سنوات طويلة".split()


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, "PNG")
    return data.getvalue()


def page(body: str, lang: str = "fr", style: str = "") -> str:
    direction = "rtl" if lang == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{lang}" dir="{direction}"><head><title>Essai</title>'
        f"<style>@page {{ size: A6; margin: 1cm }} p {{ hyphens: auto }} {style}</style></head>"
        f"<body>{body}</body></html>"
    )


def rendered(html: str) -> Rendered:
    return render(html, [], {"carre.png": png()}, shape)


def tagged(html: str) -> Tagged:
    return Tagged.read(rendered(html).pdf)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_structure_tree_of_a_golden_case(case: Path, request: pytest.FixtureRequest) -> None:
    html = (case / "in.html").read_text(encoding="utf-8")
    found = tagged(html).dump(texts='dir="rtl">' not in html.partition("<head>")[0])
    expected = case / "expected.txt"
    if request.config.getoption("--accept-golden"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_content_has_one_place_and_every_block_its_id(case: Path) -> None:
    html = (case / "in.html").read_text(encoding="utf-8")
    result = tagged(html)
    assert (result.orphans(), result.loose) == (0, 0)
    ids = {
        element.get("id")
        for element in tinyhtml5.parse(html, namespace_html_elements=False).iter()
        if element.tag in BLOCKS and element.get("id")
    }
    assert ids <= set(result.ids())
    assert result.ids() == sorted(set(result.ids()))


@pytest.mark.engine("java", "verapdf")
def test_every_case_keeps_the_rules_of_both_standards_in_both_directions(tmp_path: Path) -> None:
    files = []
    for case in CASES:
        html = (case / "in.html").read_text(encoding="utf-8")
        for lang in ("fr", "ar"):
            files.append(tmp_path / f"{case.name}-{lang}.pdf")
            root = f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">'
            files[-1].write_bytes(rendered(re.sub("<html.*?>", root, html)).pdf)
    found = verapdf.validate(files, ["ua1", "2a"])
    assert len(found) == 2 * len(files)
    assert [(item.file.stem, item.flavour, item.error, item.failures) for item in found if not item.compliant] == []


LEFT_TO_CONVERSION = {
    ("5", 2), ("5", 5), ("8.2.5.2", 2), ("8.8", 1),  # identification, namespace, structure destinations
    ("8.2.5.8", 1), ("8.2.5.14", 1), ("8.2.5.25", 1),  # TOCI with Ref, FENote, ListNumbering Description
    ("8.2.5.27", 1), ("Table 5. Document-Caption", 1),  # Caption beside a Figure: Div is seen through, Sect is not
}  # fmt: skip
"""rules of PDF/UA-2 that have no answer in PDF 1.7, by clause and number of test in veraPDF"""


@pytest.mark.engine("java", "verapdf")
def test_elements_hold_what_pdf_ua_2_lets_them_hold(tmp_path: Path) -> None:
    files = []
    for case in CASES:
        files.append(tmp_path / f"{case.name}.pdf")
        files[-1].write_bytes(rendered((case / "in.html").read_text(encoding="utf-8")).pdf)
    found = verapdf.validate(files, ["ua2"])
    broken = {(item.file.stem, rule.clause, rule.test_number) for item in found for rule in item.failures}
    assert [item.error for item in found] == [None] * len(files)
    assert {rule for rule in broken if rule[1:] not in LEFT_TO_CONVERSION} == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_tree_is_the_same_whichever_way_its_language_runs(case: Path) -> None:
    html = (case / "in.html").read_text(encoding="utf-8")
    trees = []
    for root in ('<html lang="fr" dir="ltr">', '<html lang="ar" dir="rtl">'):
        dump = tagged(re.sub("<html.*?>", root, html)).dump(texts=False)
        trees.append(dump.replace("Document WritingMode=RlTb\n", "Document\n"))
    assert trees[0] == trees[1] != ""


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_what_stands_on_three_pages_is_one_element(lang: str) -> None:
    lines = "<br>".join(WORDS if lang == "fr" else ARABIC)
    rows = f"<tr><th>{WORDS[0]}</th><td>{lines}</td></tr>" * 4
    body = (
        f"<section id='s'><p id='p'>{lines}<br>{lines}</p><ul id='l'>{f'<li>{lines}</li>' * 4}</ul>"
        f"<table id='t'><thead><tr><th>un</th><td>deux</td></tr></thead>{rows}</table></section>"
    )
    result = tagged(page(body, lang, "p, li, td { orphans: 1; widows: 1; line-height: 1.2cm }"))
    roles = [str(element.S) for element in result.elements()]
    assert [roles.count(role) for role in ("/Sect", "/P", "/L", "/LI", "/Table", "/TR")] == [1, 1, 1, 4, 1, 5]
    pages = {str(element.get("/ID", "")): {page.objgen for page in pages_of(element)} for element in result.elements()}
    assert all(len(pages[key]) > 1 for key in ("s", "p", "l", "t"))
    assert result.orphans() == 0


def pages_of(element: Any, page: Any = None) -> Iterator[Any]:
    """Yield the pages on which an element has content."""
    page = element.get("/Pg", page)
    for kid in kids(element):
        if is_element(kid):
            yield from pages_of(kid, page)
        else:
            yield kid.get("/Pg", page) if isinstance(kid, Dictionary) else page


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_header_row_is_read_once_and_an_artifact_on_the_pages_that_follow(lang: str) -> None:
    style = "tr { height: 2cm } @page { @top-center { content: 'Rapport' } }"
    rows = "<tr><th>Nord</th><td>12</td></tr>" * 9
    body = f"<table><thead><tr><th>Pays</th><th>Somme</th></tr></thead><tbody>{rows}</tbody></table>"
    result = tagged(page(body, lang, style))
    count = len(result.pdf.pages)
    assert count > 1
    shown = [text for text in result.artifacts if text]
    assert sorted(shown) == sorted(["Pays", "Somme"] * (count - 1) + ["Rapport"] * count)
    spoken = "".join(result.spoken(root) for root in result.roots())
    assert [spoken.count(word) for word in ("Pays", "Somme", "Nord")] == [1, 1, 9]


def test_a_field_to_fill_in_becomes_what_it_shows() -> None:
    body = (
        "<form action='https://example.org/'><p>Nom <input name='n' value='Awa'></p><p><input type='radio' name='r'>"
        " oui</p><p><select name='s'><option>mil</option></select></p></form>"
    )
    result = tagged(page(body, style="input, select { appearance: auto }"))
    assert "/AcroForm" not in result.pdf.Root
    assert [list(one.obj.get("/Annots", ())) for one in result.pdf.pages] == [[]]
    assert "Nom Awa" in "".join(result.spoken(root) for root in result.roots())


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_bookmarks_nest_as_the_headings_do(lang: str) -> None:
    result = tagged(page("<h1>un</h1><h2>deux</h2><h3>trois</h3><h2>quatre</h2><h1>cinq</h1>", lang))
    with result.pdf.open_outline() as outline:
        found = [(item.title, [(kid.title, [leaf.title for leaf in kid.children]) for kid in item.children])
                 for item in outline.root]  # fmt: skip
    assert found == [("un", [("deux", ["trois"]), ("quatre", [])]), ("cinq", [])]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_contents_entry_is_one_link_and_its_leader_is_not_read(lang: str) -> None:
    style = "nav a::after { content: leader('.') target-counter(attr(href), page) } li { list-style: none }"
    text = " ".join((WORDS if lang == "fr" else ARABIC)[:4])
    entries = f"<li><a href='#a'>{text}</a></li><li><a href='#b'>{text * 4}</a></li>"
    result = tagged(
        page(f"<nav role='doc-toc'><ol>{entries}</ol></nav><h1 id='a'>a</h1><h1 id='b'>b</h1>", lang, style)
    )
    links = [annotation for one in result.pdf.pages for annotation in one.obj.get("/Annots", ())]
    assert [str(link.Contents) for link in links] == [text, text * 4]
    roles = [str(element.S) for element in result.elements()]
    assert [roles.count(role) for role in ("/TOC", "/TOCI", "/Reference", "/Link")] == [1, 2, 2, 2]
    assert "." not in "".join(result.spoken(root) for root in result.roots())


def test_a_hyphen_of_layout_is_a_soft_hyphen_to_whoever_takes_the_text(tmp_path: Path) -> None:
    file = tmp_path / "fr.pdf"
    file.write_bytes(rendered(page(f"<p>{' '.join(WORDS * 6)}</p>", style="p { text-align: justify }")).pdf)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    assert SOFT_HYPHEN in read and "\N{HYPHEN}" not in read
    assert re.sub(f"{SOFT_HYPHEN}\\s*", "", read).split() == WORDS * 6


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_text_of_the_tree_is_the_text_of_the_source(lang: str) -> None:
    words = WORDS if lang == "fr" else ARABIC
    text = " ".join(words * 6)
    body = (
        f"<h1>{text}</h1><p>{text} <em>{text}</em> <a href='https://example.org/'>{text}</a>"
        f" <b>un</b> <i>deux</i></p>"
        f"<ul><li>{text}</li><li>{text}<p>{text}</p></li></ul><p style='columns: 2'>{text}</p>"
        f"<pre>{text}\n  {text}</pre><table><tr><th>{text}</th><td>{text}</td></tr></table>"
    )
    html = page(body, lang, "p { text-align: justify } li { list-style: none }")
    seen: list[str] = []

    def listen(layout: object) -> Struct:
        tree = shape(layout)  # type: ignore[arg-type]
        seen.append("".join(read_aloud(tree)))
        return tree

    pdf = render(html, [], {}, listen).pdf
    source = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    assert folded(seen[0]) == folded(" ".join(source_text(source)))
    if lang == "fr":
        result = Tagged.read(pdf)
        spoken = "".join(result.spoken(root) for root in result.roots())
        assert folded(spoken.replace(SOFT_HYPHEN, "")) == folded(seen[0])
        assert SOFT_HYPHEN in spoken and "\N{HYPHEN}" not in spoken


def read_aloud(struct: Struct) -> Iterator[str]:
    """Yield the text of a tree as the marks tell it: blocks apart, spaces given back, hyphens of layout gone."""
    yield "" if struct.inline or struct.role in {"Em", "Strong", "Link", "Span", "Reference"} else " "
    for kid in struct.kids:
        if isinstance(kid, Mark):
            text = kid.text or ""
            yield " " * kid.space_before + (text[:-1] if kid.soft_hyphen else text) + " " * kid.space_after
        else:
            yield from read_aloud(kid)
    yield "" if struct.inline or struct.role in {"Em", "Strong", "Link", "Span", "Reference"} else " "


def source_text(element: Element) -> Iterator[str]:
    """Yield the text of a source in pieces: blocks apart, the rest as it is."""
    text = element.text or ""
    for child in element:
        inner = " ".join(source_text(child))
        text += (inner if child.tag in {"em", "a", "b", "i"} else f" {inner} ") + (child.tail or "")
    yield text


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def test_arabic_text_is_found_by_a_pdf_reader(tmp_path: Path) -> None:
    file = tmp_path / "ar.pdf"
    file.write_bytes(rendered(page(f"<p>{' '.join(ARABIC * 4)}</p>", "ar")).pdf)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    words = set(folded(re.sub(r"[\u200e\u200f\u202a-\u202e]", "", read)).split())
    assert set(ARABIC) <= words


def test_two_processes_give_the_same_bytes() -> None:
    html = page(
        '<p style="opacity: .5">a</p><svg viewBox="0 0 9 9"><g opacity=".5"><rect width="5" height="5"/></g></svg>'
    )
    code = (
        "import hashlib\nfrom publisher.engines.weasyprint import render\n"
        "from publisher.renditions.pdf.tags import shape\n"
        f"print(hashlib.sha256(render({html!r}, [], {{}}, shape).pdf).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(runs) == 1


def test_a_link_is_one_annotation_on_each_page_over_all_its_lines() -> None:
    text = "un lien <em>avec emphase</em> assez long pour plusieurs lignes de cette page"
    result = tagged(page(f'<p>{"mot " * 9}<a href="https://example.org/">{text * 3}</a></p>'))
    links = [annotation for one in result.pdf.pages for annotation in one.obj.Annots]
    assert len(links) == 1
    numbers = [float(number) for number in links[0].QuadPoints]
    left, bottom, right, top = (float(number) for number in links[0].Rect)
    assert len(numbers) > 8 and len(numbers) % 8 == 0
    assert all(left <= x <= right for x in numbers[::2]) and all(bottom <= y <= top for y in numbers[1::2])
    assert str(links[0].Contents) == re.sub("<.*?>", "", text * 3)


def test_a_figure_says_where_it_is_in_points_from_the_bottom_left() -> None:
    style = "@page { size: 200pt 300pt; margin: 10pt } img { width: 40pt; height: 20pt; display: block }"
    result = tagged(page('<img src="carre.png" alt="carré">', style=style))
    box = next(attributes(element) for element in result.elements() if str(element.S) == "/Figure")["/BBox"]
    assert [round(float(number)) for number in box] == [16, 264, 56, 284]


def test_running_heads_and_leaders_are_artifacts_not_content() -> None:
    style = "@page { @top-left { content: 'Rapport' } } a::after { content: leader('.') '7' }"
    result = tagged(page('<p><a href="https://example.org/">Eau</a></p>', style=style))
    assert "Rapport" in result.artifacts and "." in result.artifacts
    assert "".join(result.spoken(root) for root in result.roots()).split() == ["Eau", "7"]


def test_the_page_turns_as_the_language_is_read() -> None:
    results = [tagged(page("<p>a</p>", lang)) for lang in ("fr", "ar")]
    assert [str(result.pdf.Root.ViewerPreferences.Direction) for result in results] == ["/L2R", "/R2L"]


def test_nothing_outside_of_the_list_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    names = [secret.as_uri(), str(secret), "http://127.0.0.1:9/x.png", "absent.png", "data:image/png;base64,AAAA"]
    body = "".join(f'<img alt="x" src="{name}">' for name in names)
    style = f"@font-face {{ font-family: x; src: url({secret.as_uri()}) }} p {{ background: url(../x.png) }}"
    result = rendered(page(f'{body}<p>a</p><a rel="attachment" href="{secret.as_uri()}">b</a>', style=style))
    assert b"/EmbeddedFile" not in result.pdf and b"/Image" not in result.pdf
    assert all(any(name.lstrip("/") in line for line in result.warnings) for name in [*names, "x.png"])


@pytest.mark.parametrize(
    "html",
    [
        page("<b>" * 3000 + "x"),
        page("<p style='font-size: 1e9px'>x</p>"),
    ],
    ids=["depth", "size"],
)
def test_what_weasyprint_stumbles_over_is_an_error_of_ours(html: str) -> None:
    with pytest.raises(PublisherError) as caught:
        rendered(html)
    assert caught.value.code is ExitCode.ENGINE_FAILED
    assert caught.value.why and caught.value.hint


def test_the_installed_weasyprint_has_what_the_tagger_needs() -> None:
    from publisher.engines.weasyprint.internals import TESTED, missing_internals

    assert missing_internals() == ()
    import weasyprint

    assert weasyprint.__version__ in TESTED


def test_the_tagger_is_there_for_one_render_only() -> None:
    import weasyprint.pdf

    before = weasyprint.pdf.add_tags
    rendered(page("<p>a</p>"))
    assert weasyprint.pdf.add_tags is before


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_tags_change_nothing_that_is_seen(lang: str, tmp_path: Path) -> None:
    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.layout import lay_out

    html = page(f"<p style='text-align: justify'>{' '.join((WORDS if lang == 'fr' else ARABIC) * 9)}</p>", lang)
    files = {
        "stock": lay_out(html, [], ClosedFetcher({})).write_pdf(),
        "tagged": rendered(html).pdf,
    }
    pictures = []
    for name, data in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        command = ["pdftoppm", "-r", "60", str(tmp_path / f"{name}.pdf")]
        pictures.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert pictures[0] and pictures[0] == pictures[1]


def test_a_render_says_on_which_page_each_id_is_and_what_it_could_not_do(capfd: pytest.CaptureFixture[str]) -> None:
    result = render(
        page("<p id='a'>a</p><p id='b' style='break-before: page'>b</p>"), [("x.css", "p { flou: 1px }")], {}, shape
    )
    assert result.pages == 2 and {"a": 1, "b": 2}.items() <= result.anchors.items()
    assert any("flou" in line for line in result.warnings)
    assert capfd.readouterr() == ("", "")


def test_a_sign_that_is_mirrored_elsewhere_is_said_as_it_stands_in_a_line_from_left_to_right(tmp_path: Path) -> None:
    html = page('<p>نص (قوس) هنا</p><p lang="fr" dir="ltr">un (deux) &gt; trois <b>[et]</b> puis</p>', "ar")
    (tmp_path / "a.pdf").write_bytes(rendered(html).pdf)
    done = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    assert "un (deux) > trois [et] puis" in " ".join(done.stdout.split())
