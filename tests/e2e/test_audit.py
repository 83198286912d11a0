"""The auditor's way from a finding to the line of the source, and the reader's way between languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.e2e.conftest import publisher

from publisher.engines import chromium, nu
from publisher.engines.probe import require

ENGINES = ("java", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine(*ENGINES)
FAULTY = """# Un document

## Une image {#image}

<img src="images/plan.svg">

### Un tableau qui ne tient pas

| Un mot | autre |
|---|---|
| x | y |
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit") / "p"
    publisher(folder.parent, "new", str(folder))
    (folder / "source/images").mkdir()
    (folder / "source/images/plan.svg").write_text(SVG, "utf-8")
    (folder / "source/02-faux.md").write_text(FAULTY, "utf-8")
    assert publisher(folder, "build").code == 1
    return folder


def test_a_fault_is_found_by_every_checker_at_its_line_in_the_source(audited: Path) -> None:
    ran = publisher(audited, "audit", "-l", "ar", "--json")
    assert ran.code == 1
    grave = [item for item in ran.json["findings"] if item["level"] == "error"]
    assert {item["rule"] for item in grave} == {"pdf/ua1-7.3-1", "html/axe-image-alt", "html/nu-error"}
    for item in grave:
        assert (item["file"], item["line"], item["language"]) == ("source/02-faux.md", 5, "ar")
        assert any(character.isdigit() for character in item["checker"]), "the checker's version"
        assert item["subject"].startswith("build/ar/")


def test_the_reports_are_accessible_themselves(audited: Path) -> None:
    publisher(audited, "audit")
    home = audited / "build/reports"
    names = ("index.html", "ar/index.html", "fr/index.html", "ar/reading/02-faux.html", "reading/02-faux.html")
    reports = [home / name for name in names]
    for result in chromium.axe(reports):
        assert result.error is None
        assert [(rule.id, rule.nodes) for rule in result.violations] == []
        assert result.scroll_width <= result.width
    assert [message.message for message in nu.validate(reports)] == []


def test_one_language_is_audited_without_losing_the_reports_of_the_others(audited: Path) -> None:
    publisher(audited, "audit")
    before = (audited / "build/reports/fr/index.html").read_bytes()
    publisher(audited, "audit", "-l", "ar")
    assert (audited / "build/reports/fr/index.html").read_bytes() == before
    overview = (audited / "build/reports/index.html").read_text("utf-8")
    assert all(f'href="{tag}/index.html"' in overview for tag in ("fr", "en", "es", "ar"))


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require("chromium").path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(viewport={"width": 600, "height": 400})
        browser.close()


def test_changing_the_language_keeps_the_reader_s_place(audited: Path, page: Page) -> None:
    (audited / "source/03-long.md").write_text(
        "# Long\n\n" + "".join(f"## Partie {n} {{#partie-{n}}}\n\nUn texte.\n\n" for n in range(40)), "utf-8"
    )
    publisher(audited, "build", "-f", "html")
    page.goto((audited / "build/fr/html/03-long.html").as_uri() + "#partie-30")
    # Asked from outside: the policy of a page lets nobody run texts as scripts in it, which a wait of Playwright does.
    for _ in range(400):
        if abs(page.evaluate("document.getElementById('partie-30').getBoundingClientRect().top") - 30) < 30:
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("the page is not where its address leads to")
    page.evaluate("document.querySelector('nav.languages a[hreflang=en]').click()")
    page.wait_for_url("**/en/html/03-long.html#partie-30")


def test_a_page_without_script_still_leads_to_the_same_chapter(audited: Path, page: Page) -> None:
    page.goto((audited / "build/ar/html/02-faux.html").as_uri())
    assert page.get_attribute("nav.languages a[hreflang=es]", "href") == "../../es/html/02-faux.html"
    assert page.evaluate("document.documentElement.dir") == "rtl"
