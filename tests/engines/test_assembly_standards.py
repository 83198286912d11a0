"""Each standard on files of our worker, by veraPDF and by readers of PDF."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.engines.tagged import Tagged
from tests.engines.test_assembly_join import BOOKS
from tests.engines.test_assembly_join import laid_out as laid_out_part

from publisher.engines import verapdf
from publisher.engines.assembly.join import assemble
from publisher.engines.assembly.save import saved
from publisher.engines.assembly.standards import conform
from publisher.engines.pdf import facts
from publisher.engines.weasyprint import render
from publisher.model.standard import STANDARDS, Attaching, Attachment, Standard, media_type
from publisher.renditions.pdf.tags import shape

pytestmark = pytest.mark.engine("pango")

CASES = sorted(path for path in (Path(__file__).parent.parent / "golden" / "pdf-tags").iterdir() if path.is_dir())
SENTENCES = {
    "fr": "L’eau du puits est bonne à boire",
    "en": "The water of the well is good to drink",
    "es": "El agua del pozo es buena para beber",
    "ar": "ماء البئر صالح للشرب",
}
STYLE = """
@page { size: A5; margin: 1.5cm; @bottom-center { content: counter(page) } }
.footnote { float: footnote }
h1 { break-before: page }
nav a::after { content: leader(".") target-counter(attr(href), page) }
"""
BODY = """
<nav role="doc-toc"><h1 id="toc">{s}</h1><ol>
<li><a href="#one">{s}</a><ol><li><a href="#table">{s}</a></li></ol></li><li><a href="#two">{s}</a></li></ol></nav>
<nav><ul><li><a href="https://example.org/">{s}</a></li><li>{s}</li></ul></nav>
<main><article><h1 id="one">{s}<span class="footnote">{s}</span></h1>
<p id="p">{s} <em>{s}</em> <strong>x</strong> <code>x = 1</code> <q>{s}</q> H<sub>2</sub>O m<sup>2</sup>
<abbr title="{s}">OMS</abbr> <span lang="en">well</span><span class="footnote" id="note">{s}</span>,
<a href="#two">{s}</a>, <a href="#nowhere">{s}</a>, <a href="#far">{s}</a>.</p>
<img id="nowhere" src="carre.png" alt=""><p>{s}<a role="doc-noteref" href="#far">4</a></p>
<ul><li>{s}<ol style="list-style-type: lower-roman"><li>{s}</li></ol></li></ul>
<dl><dt>{s}</dt><dd>{s}</dd></dl>
<figure><img src="carre.png" alt="{s}"><figcaption>{s}</figcaption></figure>
<figure><img src="carre.png" alt="{s}"><figcaption>{s}</figcaption><p>{s}</p></figure>
<h2 id="table">{s}</h2>
<table><caption>{s}</caption><thead><tr><td></td><th colspan="2" scope="colgroup">2024</th></tr>
<tr><th>a</th><th>b</th><th>c</th></tr></thead>
<tbody><tr><th rowspan="2" scope="rowgroup">{s}</th><td>1</td><td>CO<sub>2</sub></td></tr><tr><td>2</td><td>
<blockquote><p>{s}</p></blockquote></td></tr></tbody></table>
<aside><h3>{s}</h3><p>{s}</p></aside><blockquote><p>{s}</p></blockquote>
<p style="opacity: .5">{s} <a href="#one">{s}</a></p></article>
<article><h1 id="two">{s}</h1><p>{s}</p>
<aside role="doc-footnote" id="far"><h2>{s}</h2><p>{s} <a href="#p">{s}</a></p></aside></article></main>
"""


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, "PNG")
    return data.getvalue()


def laid_out(html: str) -> bytes:
    return render(html, [], {"carre.png": png()}, shape).pdf


def root(language: str) -> str:
    return f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'


@pytest.fixture(scope="module")
def every() -> dict[str, bytes]:
    """Return one document by language, as our worker wrote it."""
    made = {}
    for language, sentence in SENTENCES.items():
        head = f"<head><title>{sentence}</title><style>{STYLE}</style></head>"
        body = f"<body>{BODY.format(s=sentence)}</body>"
        made[language] = laid_out(f"<!DOCTYPE html>{root(language)}{head}{body}</html>")
    return made


@pytest.fixture(params=SENTENCES)
def made(request: pytest.FixtureRequest, every: dict[str, bytes]) -> bytes:
    pdf: bytes = every[request.param]
    return pdf


def attachments(standard: Standard) -> list[Attachment]:
    if standard.attaching is Attaching.NEVER:
        return []
    files = {
        "01-été.md": b"# Eau",
        "ماء.po": b'msgid ""',
        "publication.toml": b"",
        "print.css": b"p {}",
        "a.html": b"<p>",
    }
    return [Attachment(name, data, media_type(name), f"Source : {name}") for name, data in files.items()]


def conformed(pdf: bytes, standard: Standard) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        conform(document, standard, attachments(standard))
        return saved(document, standard.pdf_version)


def broken(files: list[Path], standard: Standard) -> list[tuple[str, str, object]]:
    """Return file, flavour and reasons wherever veraPDF does not say yes."""
    found = verapdf.validate(files, standard.flavours)
    assert len(found) == len(files) * len(standard.flavours)
    return [(item.file.stem, item.flavour, item.error or item.failures) for item in found if not item.compliant]


@pytest.mark.engine("java", "verapdf")
@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_a_document_in_every_language_keeps_every_rule_of_every_standard(
    every: dict[str, bytes], standard: Standard, tmp_path: Path
) -> None:
    files = {language: tmp_path / f"{language}.pdf" for language in every}
    for language, file in files.items():
        file.write_bytes(conformed(every[language], standard))
    assert broken(list(files.values()), standard) == []
    for language, file in files.items():
        said = facts(file)
        assert (said.language, said.title) == (language, SENTENCES[language])
        assert (said.ua_part, said.a_part) == (str(standard.ua_part), standard.a_part and str(standard.a_part))
        assert (said.a_conformance or "") == standard.a_conformance


@pytest.mark.engine("java", "verapdf")
def test_every_golden_case_keeps_every_rule_in_both_directions(tmp_path: Path) -> None:
    files, standard = [], STANDARDS["ua-2+a-4f"]
    for case in CASES:
        html = (case / "in.html").read_text(encoding="utf-8")
        for language in ("fr", "ar"):
            files.append(tmp_path / f"{case.name}-{language}.pdf")
            files[-1].write_bytes(conformed(laid_out(re.sub("<html.*?>", root(language), html)), standard))
    assert broken(files, standard) == []


@pytest.mark.parametrize("standard", ["ua-1+a-3a", "ua-2+a-4f"])
def test_text_pages_and_pictures_stay_as_they_are(made: bytes, standard: str, tmp_path: Path) -> None:
    seen = []
    for name, data in (("before", made), ("after", conformed(made, STANDARDS[standard]))):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        tagged = Tagged.read(data)
        assert (tagged.orphans(), tagged.loose) == (0, 0)
        pages = subprocess.run(["pdftoppm", "-r", "40", file], capture_output=True, check=True).stdout
        text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
        # The blocks a text stands in may change, its words and their order may not.
        spoken = re.sub(r"\s+", "", "".join(tagged.spoken(element) for element in tagged.roots()))
        seen.append((pages, text, spoken, tagged.ids()))
    assert seen[0][0] and seen[0] == seen[1]


@pytest.mark.parametrize("name", ["ua-1+a-3a", "ua-2", "ua-2+a-4f"])
def test_a_reader_finds_the_attached_files(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(conformed(laid_out(f"{root('fr')}<title>Eau</title><p>Eau</p></html>"), STANDARDS[name]))
    folder = tmp_path / "out"
    folder.mkdir()
    command = ["pdfdetach", "-enc", "UTF-8", "-saveall", "-o", folder, file]
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert found == {each.name: each.data for each in attachments(STANDARDS[name])}


@pytest.mark.parametrize("standard", ["ua-1+a-3a", "ua-2+a-4f"])
def test_the_same_document_gives_the_same_bytes(made: bytes, standard: str) -> None:
    assert conformed(made, STANDARDS[standard]) == conformed(made, STANDARDS[standard])


def test_links_contents_and_bookmarks_lead_to_the_elements_they_mean(made: bytes) -> None:
    tagged = Tagged.read(conformed(made, STANDARDS["ua-2"]))
    names = list(tagged.pdf.Root.Names.Dests.Names)
    elements = {str(key): value.SD[0] for key, value in zip(names[::2], names[1::2], strict=True)}
    for key in ("toc", "one", "p", "note", "table", "two", "far"):
        assert str(elements[key].ID) == key
        assert elements[key].objgen in {element.objgen for element in tagged.elements()}
    # The decoration has no element: its place means the paragraph that follows it.
    assert str(elements["nowhere"].S) == "/P" and "4" in tagged.spoken(elements["nowhere"])
    bookmark, aims = tagged.pdf.Root.Outlines.First, []
    while bookmark is not None:
        aims.append(str(bookmark.A.SD[0].get("/ID", "")))
        bookmark = bookmark.get("/Next")
    assert aims == ["toc", "one", "two"]
    by_role: dict[str, list[pikepdf.Object]] = {}
    for element in tagged.elements():
        by_role.setdefault(str(element.S), []).append(element)
    assert [str(entry.Ref[0].ID) for entry in by_role["/TOCI"]] == ["one", "table", "two"]
    notes = by_role["/FENote"]
    assert len(notes) == 3
    for note in notes:
        assert all(note.objgen in {each.objgen for each in call.Ref} for call in note.Ref)
    assert {str(note.get("/ID", "")): len(note.Ref) for note in notes if "/ID" in note}.items() >= {
        "far": 2,
        "note": 1,
    }.items()


@pytest.mark.engine("java", "verapdf")
def test_a_publication_joined_from_parts_keeps_every_rule(tmp_path: Path) -> None:
    standard, files = STANDARDS["ua-2+a-4f"], []
    for language, book in BOOKS.items():
        parts = [laid_out_part(name, body, language) for name, body in book.items()]
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(conformed(assemble(parts).pdf, standard))
    assert broken(files, standard) == []
    # A link from one part into another means the element there.
    with pikepdf.open(files[0]) as pdf:
        named = dict(named_destinations(pdf.Root.Names.Dests))
        assert {name: str(value.SD[0].ID) for name, value in named.items()} == {name: name for name in named}
        assert {str(link.Dest) for page in pdf.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link} <= set(
            named
        )


def named_destinations(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    names = list(node.get("/Names", ()))
    yield from ((str(key), value) for key, value in zip(names[::2], names[1::2], strict=True))
    for kid in node.get("/Kids", ()):
        yield from named_destinations(kid)
