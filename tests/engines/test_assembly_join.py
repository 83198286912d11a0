"""Documents laid out apart and joined: what readers, viewers and validators find is what the parts had."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image
from tests.engines.tagged import Tagged, forms, kids

from publisher.engines import verapdf
from publisher.engines.assembly.join import assemble
from publisher.engines.assembly.values import PageLabels, Part
from publisher.renditions.pdf.tags import shape

pytestmark = pytest.mark.engine("pango")

STYLE = """\
@page { size: A6; margin: 1cm }
p { hyphens: auto }
.note { float: footnote }
.pale { opacity: .5 }
section { break-before: page }
nav a::after { content: leader('.') }
"""
PUITS = """
<h1 id="puits">Le puits du village</h1>
<nav role="doc-toc" aria-label="Sommaire"><ol>
<li><a href="#puits">Le puits</a></li><li><a href="#été">Un été sec</a></li>
<li><a href="#perdu">Un chapitre ôté</a></li>
</ol></nav>
<p id="seau">Chaque matin, le seau remonte plein<span class="note">Sauf en <em>août</em>, voir <a href="#bilan">le
bilan</a>.</span> ; le reste est dit <a href="#été">dans la suite</a>, ou <a href="#perdu">nulle <em>part</em></a>.</p>
<p class="pale" id="ombre">À l’ombre, on <a href="#bilan">compte les tours</a>.</p>
<section id="mesures"><h2 id="niveaux">Les niveaux</h2>
<table id="tableau"><caption>Niveau de l’eau</caption>
<tr><th rowspan="2" scope="rowgroup">Nord</th><th scope="row">matin</th><td>4 m</td></tr>
<tr><th scope="row">soir</th><td>3 m</td></tr>
<tr><th colspan="2" scope="row">Sud</th><td>2 m</td></tr></table>
<p id="bloc"><a href="#absent"><img src="carre.png" alt="Un plan"></a></p>
</section>
"""
ETE = """
<h1 id="été">Un été sec</h1>
<p class="pale" id="chaleur">La terre se fend <span class="pale">un peu</span> plus<span class="note">Mesuré à
midi.</span>.</p>
<ul id="liste"><li id="premier">deux citernes<ol id="dedans"><li id="petit">une petite</li></ol></li>
<li id="second">un filtre</li></ul>
<p id="bilan"><img src="carre.png" alt="Un carré rouge"> Retour <a href="#puits">au puits</a>, ou <a
href="https://example.org/">au loin</a>.</p>
<section id="août"><h2 id="orage">L’orage</h2><p id="fin">Il vint <code>enfin</code>, <a href="#ombre">l’ombre</a>
aussi.</p></section>
"""
PUITS_AR = """
<h1 id="puits">بئر القرية</h1>
<p id="seau">يمتلئ الدلو كل صباح<span class="note">إلا في الصيف.</span> وتتمة الحكاية <a href="#été">في الفصل
التالي</a> أو <a href="#perdu">ضاعت</a>.</p>
<p class="pale" id="ombre">وفي الظل <a href="#bilan">نعد الدورات</a>.</p>
"""
ETE_AR = """
<h1 id="été">صيف جاف</h1>
<table id="tableau"><tr><th>الشمال</th><th>الجنوب</th></tr><tr><td colspan="2">ثلاثة أمتار</td></tr></table>
<p id="bilan">عودة <a href="#puits">إلى البئر</a>.</p>
"""
BOOKS = {"fr": {"puits": PUITS, "ete": ETE}, "ar": {"puits": PUITS_AR, "ete": ETE_AR}}
TARGETS = ("puits", "été", "bilan", "ombre", "perdu", "absent")


def laid_out(name: str, body: str, lang: str, elsewhere: Collection[str] = TARGETS) -> Part:
    """Return a document as a part, told of the targets that may lie elsewhere."""
    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.layout import lay_out
    from publisher.engines.weasyprint.part import finish_part
    from publisher.engines.weasyprint.tagger import tagging

    html = (
        f'<!DOCTYPE html><html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"><head><title>Essai</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )
    document = lay_out(html, [], ClosedFetcher({"carre.png": png()}))
    own = {anchor for page in document.pages for anchor in page.anchors}
    foreign = frozenset(elsewhere) - own
    for target in foreign:
        document.pages[-1].anchors[target] = (0, 0, 0, 0)
    with tagging(partial(shape, prefix=f"{name}-")):
        finisher = partial(finish_part, elsewhere=foreign)
        return Part(f"source/{name}.md", document.write_pdf(pdf_variant="pdf/a-2a", finisher=finisher))


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, "PNG")
    return data.getvalue()


def heads(texts: list[str]) -> bytes:
    """Return a page of nothing but its head for each of `texts`."""
    import weasyprint

    style = "@page { size: A6; margin: 1cm; @top-left { content: string(head); font: 8pt serif } }"
    body = "".join(f"<div style=\"string-set: head '{text}'; break-after: page\"></div>" for text in texts)
    pdf: bytes = weasyprint.HTML(string=f"<html lang='fr'><style>{style}</style>{body}").write_pdf(
        pdf_variant="pdf/a-2b"
    )
    return pdf


@pytest.fixture(scope="module", params=sorted(BOOKS))
def parts(request: pytest.FixtureRequest) -> list[Part]:
    return [laid_out(name, body, request.param) for name, body in BOOKS[request.param].items()]


@pytest.fixture(scope="module")
def french() -> list[Part]:
    return [laid_out(name, body, "fr") for name, body in BOOKS["fr"].items()]


def entries(tree: Any, key: str) -> dict[Any, Any]:
    """Return a name tree or number tree as a dictionary; names as their bytes."""
    found: dict[Any, Any] = {}
    for leaf in tree.get("/Kids", [tree]):
        items = list(leaf[key])
        for name, value in zip(items[::2], items[1::2], strict=True):
            found[int(name) if isinstance(name, int) else bytes(name)] = value
    return found


def objects(element: Any) -> list[Any]:
    """Return the annotations of an element."""
    return [kid.Obj for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]


def pages_of(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    return [page.obj.objgen for page in pdf.pages]


def links_of(pdf: pikepdf.Pdf) -> list[Any]:
    return [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ())]


def target(pdf: pikepdf.Pdf, annotation: Any) -> Any:
    """Return where an inner link leads: page, /XYZ, left, top, zoom."""
    dest = annotation.Dest
    return dest if isinstance(dest, Array) else entries(pdf.Root.Names.Dests, "/Names")[bytes(dest)]


@pytest.mark.engine("java", "verapdf")
def test_joined_files_with_heads_keep_the_rules_of_both_standards(tmp_path: Path) -> None:
    files = []
    for lang, documents in BOOKS.items():
        book = [laid_out(name, body, lang) for name, body in documents.items()]
        count = assemble(book).pages
        result = assemble(book, heads([f"Tête {n}" for n in range(count)]), [PageLabels(0, "r"), PageLabels(1)])
        files.append(tmp_path / f"{lang}.pdf")
        files[-1].write_bytes(result.pdf)
    found = verapdf.validate(files, ["ua1", "2a"])
    assert len(found) == 2 * len(files)
    assert [(item.file.stem, item.flavour, item.error, item.failures) for item in found if not item.compliant] == []


def test_all_content_of_a_joined_file_has_one_place_in_the_tree(parts: list[Part]) -> None:
    result = Tagged.read(assemble(parts).pdf)
    reachable = {element.objgen: element for element in result.elements()}
    table = entries(result.pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    owners = {page.obj.objgen: page.obj for page in result.pdf.pages}
    for page in result.pdf.pages:
        owners |= {form.objgen: form for form in forms(page.Resources) if "/StructParents" in form}
    assert len(owners) > len(result.pdf.pages)  # what is half transparent is a form
    keys = {place: int(owner.StructParents) for place, owner in owners.items()}
    assert len(set(keys.values())) == len(keys)
    for (owner, number), text in result.texts.items():
        assert table[keys[owner]][number].objgen in reachable, text
    assert result.loose == 0


def test_every_link_of_a_joined_file_is_held_by_its_element_and_leads_somewhere(parts: list[Part]) -> None:
    pdf = pikepdf.open(BytesIO(assemble(parts).pdf))
    table = entries(pdf.Root.StructTreeRoot.ParentTree, "/Nums")
    inner = 0
    for annotation in links_of(pdf):
        element = table[int(annotation.StructParent)]
        assert str(element.S) == "/Link"
        assert annotation.objgen in {kid.objgen for kid in objects(element)}
        if "/A" not in annotation:
            inner += 1
            assert target(pdf, annotation)[0].objgen in pages_of(pdf)
    assert inner >= 3


def test_links_lead_to_where_their_target_was_laid_out(french: list[Part]) -> None:
    pdf = pikepdf.open(BytesIO(assemble(french).pdf))
    own = [pikepdf.open(BytesIO(part.pdf)) for part in french]
    before = {
        name: (sum(len(other.pages) for other in own[:index]) + pages_of(each).index(place[0].objgen), list(place)[1:])
        for index, each in enumerate(own)
        for name, place in entries(each.Root.Names.Dests, "/Names").items()
    }
    after = {
        name: (pages_of(pdf).index(place[0].objgen), list(place)[1:])
        for name, place in entries(pdf.Root.Names.Dests, "/Names").items()
    }
    assert after == before
    said = {str(link.Contents): target(pdf, link) for link in links_of(pdf) if "/A" not in link}
    second = len(own[0].pages)
    assert pages_of(pdf).index(said["dans la suite"][0].objgen) == second
    assert pages_of(pdf).index(said["au puits"][0].objgen) == 0
    height = float(pdf.pages[0].MediaBox[3])
    # A heading at the top of its page: points from below, not pixels from above.
    assert height * 0.7 < float(said["dans la suite"][3]) < height


def test_names_are_in_the_order_of_their_bytes_in_the_part_already(french: list[Part]) -> None:
    for part in french:
        pdf = pikepdf.open(BytesIO(part.pdf))
        keys = list(entries(pdf.Root.Names.Dests, "/Names"))
        assert len(keys) > 4 and keys == sorted(keys)


def test_a_part_claims_its_own_anchors_only_and_links_by_name(french: list[Part]) -> None:
    first, second = (pikepdf.open(BytesIO(part.pdf)) for part in french)
    assert {str(link.Dest) for link in links_of(first) if isinstance(link.Dest, pikepdf.String)} >= {"été", "perdu"}
    names = [set(entries(pdf.Root.Names.Dests, "/Names")) for pdf in (first, second)]
    assert b"puits" in names[0] and b"bilan" in names[1]
    assert names[0] & names[1] == set() and b"perdu" not in names[0] | names[1]


def test_an_anchor_over_several_pages_is_where_it_begins() -> None:
    body = "<section id='longue'>" + "<p>Une ligne de plus.</p>" * 60 + "</section>"
    pdf = pikepdf.open(BytesIO(assemble([laid_out("a", body, "fr", ())]).pdf))
    assert len(pdf.pages) > 2
    assert pages_of(pdf).index(entries(pdf.Root.Names.Dests, "/Names")[b"longue"][0].objgen) == 0


def test_a_reader_finds_the_tags_of_the_parts_one_after_the_other() -> None:
    for lang, documents in BOOKS.items():
        found = {name: body.replace("#perdu", "#été").replace("#absent", "#bilan") for name, body in documents.items()}
        book = [laid_out(name, body, lang) for name, body in found.items()]
        joined = Tagged.read(assemble(book).pdf).dump(texts=lang == "fr").splitlines()
        apart = [Tagged.read(part.pdf).dump(texts=lang == "fr").splitlines() for part in book]
        assert len({lines[0] for lines in apart}) == 1
        assert joined == [apart[0][0], *(line for lines in apart for line in lines[1:])]


def test_headers_of_a_table_resolve_in_the_joined_file(parts: list[Part]) -> None:
    result = Tagged.read(assemble(parts).pdf)
    ids = entries(result.pdf.Root.StructTreeRoot.IDTree, "/Names")
    headed = 0
    for element in result.elements():
        for owner in [element.A] if isinstance(element.get("/A"), pikepdf.Dictionary) else element.get("/A", ()):
            for header in owner.get("/Headers", ()):
                headed += 1
                assert str(ids[bytes(header)].S) == "/TH"
    assert headed
    held = {bytes(element.ID): element.objgen for element in result.elements() if "/ID" in element}
    assert {name: element.objgen for name, element in ids.items()} == held


def test_a_link_to_nowhere_is_text_and_told_with_its_block(french: list[Part]) -> None:
    result = assemble(french)
    told = [(lost.target, lost.text, lost.part, lost.page, lost.block) for lost in result.lost]
    assert told == [
        ("perdu", "Un chapitre ôté", "source/puits.md", 0, ""),
        ("perdu", "nulle part", "source/puits.md", 0, "seau"),
        ("absent", "Un plan", "source/puits.md", 1, "bloc"),
    ]
    read = Tagged.read(result.pdf)
    texts = {" ".join(read.spoken(element).split()): element for element in read.elements()}
    assert [str(texts[text].S) for text in ("nulle part", "Un chapitre ôté")] == ["/Span", "/Span"]
    block = next(element for element in read.elements() if "/ID" in element and str(element.ID) == "bloc")
    assert [str(kid.S) for kid in kids(block)] == ["/Span"] and [str(kid.S) for kid in kids(kids(block)[0])] == [
        "/Figure"
    ]
    assert {str(link.get("/Dest", "")) for link in links_of(read.pdf)} & {"perdu", "absent"} == set()


def test_a_lost_link_that_goes_on_over_the_page_is_told_of_once() -> None:
    text = "un très long lien qui ne mène nulle part " * 40
    result = assemble([laid_out("a", f'<p id="p"><a href="#perdu">{text}</a></p>', "fr")])
    pdf = pikepdf.open(BytesIO(result.pdf))
    assert result.pages > 1 and [lost.target for lost in result.lost] == ["perdu"]
    assert links_of(pdf) == []


def test_bookmarks_of_all_parts_are_in_one_outline(french: list[Part]) -> None:
    with pikepdf.open(BytesIO(assemble(french).pdf)).open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [("Le puits du village", ["Les niveaux"]), ("Un été sec", ["L’orage"])]


def pictures(folder: Path, data: bytes, first: int = 1) -> bytes:
    file = folder / "pictures.pdf"
    file.write_bytes(data)
    return subprocess.run(["pdftoppm", "-r", "50", "-f", str(first), file], capture_output=True, check=True).stdout


def test_pages_look_as_they_did_apart(parts: list[Part], tmp_path: Path) -> None:
    apart = b"".join(pictures(tmp_path, part.pdf) for part in parts)
    joined = pictures(tmp_path, assemble(parts).pdf)
    assert joined and joined == apart


def test_a_head_stands_on_its_page_upright_and_in_its_margin(french: list[Part], tmp_path: Path) -> None:
    plain = assemble(french)
    texts = ["", *(f"Tête {number}" for number in range(2, plain.pages + 1))]
    result = assemble(french, heads(texts))
    file = tmp_path / "heads.pdf"
    file.write_bytes(result.pdf)
    for number, text in enumerate(texts, start=1):
        command = [
            "pdftotext",
            "-f",
            str(number),
            "-l",
            str(number),
            "-x",
            "0",
            "-y",
            "0",
            "-W",
            "300",
            "-H",
            "28",
            file,
            "-",
        ]
        assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip() == text
    stamped, bare = pictures(tmp_path, result.pdf), pictures(tmp_path, plain.pdf)
    size = len(bare) // plain.pages
    assert len(stamped) == len(bare) and stamped[:size] == bare[:size]
    # Half of every page is below its head.
    for start in range(0, len(bare), size):
        assert stamped[start + size // 2 : start + size] == bare[start + size // 2 : start + size]


def test_heads_are_no_content_for_a_screen_reader(french: list[Part]) -> None:
    plain = assemble(french)
    with_heads = assemble(french, heads([f"Tête {number}" for number in range(plain.pages)]))
    assert Tagged.read(with_heads.pdf).dump() == Tagged.read(plain.pdf).dump()


def test_the_same_parts_give_the_same_bytes_in_every_process(french: list[Part], tmp_path: Path) -> None:
    for index, part in enumerate(french):
        (tmp_path / f"{index}.pdf").write_bytes(part.pdf)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from publisher.engines.assembly.join import assemble\nfrom publisher.engines.assembly.values import Part\n"
        "parts = [Part('x', Path(name).read_bytes()) for name in sys.argv[1:]]\n"
        "sys.stdout.buffer.write(assemble(parts).pdf)"
    )
    files = [str(tmp_path / f"{index}.pdf") for index in range(len(french))]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *files],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert runs == {assemble(french).pdf}


def test_a_part_laid_out_twice_has_the_same_bytes() -> None:
    assert laid_out("ete", ETE, "fr").pdf == laid_out("ete", ETE, "fr").pdf
