"""A publication laid out in parts: the same pages as in one piece, the same bytes whatever was built before."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tests.documents import identify

from publisher.engines.weasyprint import render
from publisher.errors import PublisherError
from publisher.languages import language
from publisher.model.publication import Publication
from publisher.pipeline.build import build
from publisher.readers.markdown import read_markdown
from publisher.renditions.edition import Edition
from publisher.renditions.pdf.compose import compose
from publisher.renditions.pdf.tags import shape
from publisher.renditions.styles import cascade
from publisher.workspace import Workspace

pytestmark = pytest.mark.engine("pango")

STYLE = """@page { size: A5 } @page :left { margin-left: 20mm } @page :first { margin-top: 50mm }
body { counter-reset: chapter } .document h1 { counter-increment: chapter }
.document h1::before { content: counter(chapter) ". " } .document { break-before: right }
.document:first-child > p:last-of-type { font-style: italic }
.document a::after { content: " (p. " target-counter(attr(href), page) ")" }
"""
TITLES = {"fr": "Le port", "ar": "الميناء"}
FRENCH = {
    "01-port": "# Le port\n\n## Les quais {#quais}\n\nLe [phare](02-phare.md#feu) éclaire[^1].\n\n[^1]: La nuit.\n",
    "02-phare": "# Le phare\n\n"
    + "Il est haut et blanc. " * 120
    + "\n\n## Le feu {#feu}\n\nVoir [les quais](01-port.md#quais).\n",
    "03-bateaux": "# Les bateaux\n\n| Nom | Mètres |\n|---|---|\n| *Étoile* | 12 |\n\n"
    "Ils rentrent[^1]. [Là](02-phare.md).\n\n[^1]: Le soir.\n",
}
ARABIC = {
    "01-port": "# الميناء\n\n## الأرصفة {#quais}\n\nيضيء [الفنار](02-phare.md#feu) الميناء[^1].\n\n[^1]: في الليل.\n",
    "02-phare": "# الفنار\n\n"
    + "إنه مرتفع وأبيض. " * 120
    + "\n\n## الضوء {#feu}\n\nانظر [الأرصفة](01-port.md#quais).\n",
    "03-bateaux": "# السفن\n\nتعود السفن[^1] مساء.\n\n[^1]: قبل الغروب.\n",
}


def written(folder: Path, texts: dict[str, str], source: str = "fr") -> Workspace:
    (folder / "source").mkdir(parents=True, exist_ok=True)
    (folder / "styles").mkdir(exist_ok=True)
    for old in (folder / "source").glob("*.md"):
        old.unlink()
    (folder / "source/publication.toml").write_text(
        f'title = "{TITLES[source]}"\nsource_language = "{source}"\nlanguages = []\nformats = ["pdf"]\n', "utf-8"
    )
    (folder / "styles/print.css").write_text(STYLE, "utf-8")
    for stem, text in texts.items():
        (folder / f"source/{stem}.md").write_text(text, "utf-8")
    return Workspace(folder)


def pdf(workspace: Workspace) -> bytes:
    (path,) = build(workspace).outputs
    return workspace.read(path)


def pictures(data: bytes, folder: Path) -> list[Image.Image]:
    folder.mkdir()
    (folder / "a.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "40", "-png", "a.pdf", "p"], cwd=folder, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("p*.png"))]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "0")


@pytest.mark.parametrize(("tag", "texts"), [("fr", FRENCH), ("ar", ARABIC)])
def test_parts_laid_out_apart_look_as_in_one_piece(tag: str, texts: dict[str, str], tmp_path: Path) -> None:
    parts = pictures(pdf(written(tmp_path / "book", texts, tag)), tmp_path / "parts")
    documents = tuple(identify(read_markdown(text, f"source/{stem}.md", tag)) for stem, text in texts.items())
    spoken = language(tag)
    styles = cascade({"print.css": STYLE}, "print", spoken.direction)
    edition = Edition(Publication(TITLES[tag], (), tag), spoken, documents)
    whole = pictures(render(compose(edition).whole(), tuple(styles.items()), {}, shape).pdf, tmp_path / "whole")
    assert len(parts) == len(whole) > 6
    differing = [
        n for n, (a, b) in enumerate(zip(parts, whole, strict=True), 1) if ImageChops.difference(a, b).getbbox()
    ]
    assert differing == []


def edits(texts: dict[str, str], generator: random.Random) -> Iterator[dict[str, str]]:
    """Yield texts that an editor makes of each other."""
    ways = (
        lambda text: text.replace("blanc", generator.choice(["vert", "rouge et noir"])),
        lambda text: text + "\n" + "Une phrase de plus. " * generator.randrange(1, 90) + "\n",
        lambda text: text.replace("# ", "# Nouveau : ", 1),
        lambda text: text + "\nUn mot[^n].\n\n[^n]: Une note.\n" if "[^n]" not in text else text.replace("[^n]", ""),
        lambda text: text.split("\n\n## ", maxsplit=1)[0] + "\n",
    )
    for number in range(8):
        stem = generator.choice(sorted(texts))
        texts = {**texts, stem: generator.choice(ways)(texts[stem])}
        if number == 3:
            texts = {**texts, "04-mer": "# La mer\n\nElle est [loin](01-port.md).\n"}
        if number == 6:
            texts = {stem: text for stem, text in texts.items() if stem != "03-bateaux"}
        yield texts


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_after_many_others_equals_a_first_one(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    pdf(written(folder, FRENCH))
    for number, texts in enumerate(edits(FRENCH, random.Random(seed))):
        again = pdf(written(folder, texts))
        assert again == pdf(written(tmp_path / f"clean-{number}", texts)), f"after edit {number}"


def test_processes_make_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = pdf(written(tmp_path / "here", FRENCH))
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    assert pdf(written(tmp_path / "apart", FRENCH)) == here


def test_running_elements_are_found_by_all_pages(tmp_path: Path) -> None:
    workspace = written(tmp_path, FRENCH)
    css = ".cover .title { position: running(title) } @page { @top-center { content: element(title) } }"
    workspace.write("styles/print.css", css.encode())
    pages = pictures(pdf(workspace), tmp_path / "pages")
    assert all(page.crop((0, 0, page.width, page.height // 12)).getextrema()[0][0] < 128 for page in pages[1:])


def test_a_chapter_that_never_ends_is_named_and_what_was_built_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = written(tmp_path, FRENCH)
    before = pdf(workspace)
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    monkeypatch.setenv("PUBLISHER_JOB_SECONDS", "3")
    columns = b'<div style="columns: 2">' * 14 + b"<p>Un phare.</p>" + b"</div>" * 14
    workspace.write("source/02-phare.md", b"# Le phare\n\n" + columns + b"\n")
    with pytest.raises(PublisherError) as caught:
        build(workspace)
    assert caught.value.file == "source/02-phare.md"
    assert workspace.read("build/fr/publication.pdf") == before
