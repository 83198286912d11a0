"""The policy of pages in the real Chromium: what would get past the gates still runs nothing and sends no form."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from publisher.engines import chromium
from publisher.engines.probe import require
from publisher.pipeline.build import build
from publisher.workspace import Workspace

pytestmark = pytest.mark.engine("chromium")
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
TEXT = "\n\n".join(["# Le port", "![Un quai](quai.png)", *(f"## Quai {n}\n\nUn texte du quai {n}." for n in range(60))])
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea7350181"
    "0000000049454e44ae426082"
)
ACTIVE = """<script>ran.push("inline")</script><script src="data:text/javascript,ran.push('data')"></script>
<script src="{other}/a.js"></script><iframe src="{other}/a.html"></iframe>
<img alt="" src="none.png" onerror="ran.push('error')"><svg onload="ran.push('load')"></svg>
<iframe srcdoc="&lt;script>parent.ran.push('frame')&lt;/script>"></iframe><object data="data:text/html,a"></object>
<a id="trap" href="javascript:ran.push('link')">a</a><base href="{other}/">
<form id="out" action="{other}/form"></form>"""


class Server(ThreadingHTTPServer):
    """A folder, and what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.asked = asked = list[str]()

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                asked.append(self.path)

        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace(tmp_path_factory.mktemp("port"))
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\n')
    workspace.write("source/a.md", TEXT.encode())
    workspace.write("source/quai.png", PICTURE)
    assert [found for found in build(workspace, (), ("html",)).findings if found.file == "source/a.md"] == []
    return workspace.root / "build"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Ours finds no server at all, so that nobody could tell what the policy of a page adds.
    with chromium._driver() as playwright:
        program = require("chromium").path
        with playwright.chromium.launch(executable_path=program, chromium_sandbox=os.geteuid() != 0) as started:
            yield started


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{built.as_uri()}/fr/html"
        return
    with Server(built) as made:
        yield f"http://127.0.0.1:{made.server_port}/fr/html"
        made.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        yield page


def test_a_page_has_its_style_its_pictures_and_its_script(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/a.html", wait_until="load")
    assert said == []
    assert page.evaluate("document.querySelector('main img').naturalWidth") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.locator("main h2").nth(40).scroll_into_view_if_needed()
    page.locator("nav.languages a[hreflang=en]").evaluate("link => link.click()")
    page.wait_for_url("**/en/html/a.html#*")


@pytest.mark.parametrize("is_held", [True, False])
def test_what_is_active_in_a_page_does_nothing(
    page: Page, address: str, built: Path, tmp_path: Path, is_held: bool
) -> None:
    with Server(tmp_path) as other:
        place = f"http://127.0.0.1:{other.server_port}"
        text = (built / "fr/html/a.html").read_text("utf-8").replace("</main>", ACTIVE.format(other=place) + "</main>")
        (built / "fr/html/bad.html").write_text(text if is_held else POLICY.sub("", text), "utf-8")
        page.add_init_script("window.ran = []")
        page.goto(f"{address}/bad.html", wait_until="load")
        if is_held:
            page.locator("#trap").evaluate("link => link.click()")
            page.locator("#out").evaluate("form => form.submit()")
        page.wait_for_timeout(300)
        assert page.url == f"{address}/bad.html"
        ran, is_moved = set(page.evaluate("ran")), page.evaluate("document.baseURI") != page.url
        if is_held:
            assert (ran, is_moved, other.asked) == (set(), False, [])
        else:  # or this test would say nothing
            assert ran >= {"inline", "data", "error", "load"} and is_moved and len(other.asked) >= 2
        other.shutdown()
