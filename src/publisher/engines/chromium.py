"""Debian's Chromium without a window: axe-core on pages, their width on a small screen, their picture."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, sync_playwright

from publisher.engines.axe_answer import AxeResult, result_of
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError

__all__ = ["AxeResult", "axe", "axe_source", "screenshot"]

WIDTHS = (1280, 320)
"""a desktop, and the narrowest window that WCAG 1.4.10 asks for"""
HEIGHT = 900
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SECONDS_A_PAGE = 30.0
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Names are not even looked up: a page under test must not reach anybody.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
# The result is waited for with a time limit, which an awaited promise would not have; `element` leads to the block.
START_AXE = """
tags => {
  window.__axe = null;
  const id = node => { const owner = node.element && node.element.closest('[id]'); return owner ? owner.id : null; };
  const place = node => ({
    target: node.target.flat(9).join(' '), html: node.html, summary: node.failureSummary || '', id: id(node)
  });
  const rule = found => ({
    id: found.id, impact: found.impact, tags: found.tags, help: found.help, helpUrl: found.helpUrl,
    nodes: found.nodes.map(place)
  });
  axe.run(document, { runOnly: tags, elementRef: true }).then(
    found => { window.__axe = {
      version: found.testEngine.version, passes: found.passes.length, inapplicable: found.inapplicable.length,
      violations: found.violations.map(rule), incomplete: found.incomplete.map(rule)
    }; },
    error => { window.__axe = { error: String(error) }; });
}
"""
# What sticks out of the window, unless something around it scrolls or cuts; only the innermost of nested ones.
MEASURE = """
() => {
  const root = document.documentElement, width = root.clientWidth;
  const held = box => {
    for (let up = box.parentElement; up && up !== root && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter(box => {
    const edge = box.getBoundingClientRect();
    return edge.width > 1 && edge.height > 1 && (edge.right > width + 1 || edge.left < -1) && !held(box);
  });
  const inner = out.filter(box => !out.some(other => other !== box && box.contains(other)));
  const ids = inner.map(box => box.closest('[id]')).filter(Boolean).map(box => box.id);
  return { width: root.scrollWidth, ids: [...new Set(ids)].slice(0, 10) };
}
"""


def axe_source() -> Path:
    """Return the script of axe-core; raises PublisherError ENGINE_MISSING."""
    return Path(str(require("axe-core").path))


def axe(
    files: Sequence[Path], source_of_axe: Path | None = None, widths: Sequence[int] = WIDTHS
) -> tuple[AxeResult, ...]:
    """Return what axe-core finds on each page at each width, file by file, from one browser.

    A page that does not settle in 30 seconds has an `error` in its results. Raises PublisherError ENGINE_MISSING, or
    ENGINE_FAILED when the browser does not start or ends.
    """
    if not files:
        return ()
    script = (source_of_axe or axe_source()).read_text(encoding="utf-8")
    results: list[AxeResult] = []
    with _browser() as browser, _context(browser) as context:
        for file in files:
            page = context.new_page()
            try:
                results.extend(_audit(page, file, script, widths))
            finally:
                page.close()
    return tuple(results)


def screenshot(file: Path, width: int = WIDTHS[0], height: int = HEIGHT, full_page: bool = False) -> bytes:
    """Return a picture of a page as PNG; raises PublisherError ENGINE_MISSING or ENGINE_FAILED."""
    with _browser() as browser, _context(browser) as context:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(file.absolute().as_uri())
        return page.screenshot(full_page=full_page)


def _audit(page: Page, file: Path, script: str, widths: Sequence[int]) -> Iterator[AxeResult]:
    problem: str | None = None
    for width in widths:
        answer: dict[str, Any] = {}
        if problem is None:
            try:
                answer = _ask(page, file, script, width)
            except Error as error:
                if not (page.context.browser and page.context.browser.is_connected()):
                    raise
                # The page is no longer in a known state: its other widths share the reason.
                problem = _sentence(error)
        yield result_of(answer, file, width, problem)


def _ask(page: Page, file: Path, script: str, width: int) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    # Loaded again for each width, so that the answer at one does not hang on what was done at another.
    page.goto(file.absolute().as_uri(), wait_until="load")
    page.evaluate(script)
    page.evaluate(START_AXE, list(TAGS))
    page.wait_for_function("() => window.__axe !== null")
    answer: dict[str, Any] = page.evaluate("() => window.__axe")
    return answer | {"measure": page.evaluate(MEASURE)}


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    program = require("chromium").path
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program,
                args=list(ARGUMENTS),
                # Chromium refuses its sandbox to root.
                chromium_sandbox=os.geteuid() != 0,
                timeout=SECONDS_A_PAGE * 1000,
            )
            try:
                yield browser
            finally:
                browser.close()
    except Error as error:
        raise PublisherError(
            "Chromium did not do its work",
            code=ExitCode.ENGINE_FAILED,
            why=_sentence(error),
            hint="run the command again; if it fails again, run: publisher doctor",
        ) from error


@contextlib.contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(bypass_csp=True, service_workers="block", accept_downloads=False, offline=True)
    context.set_default_timeout(SECONDS_A_PAGE * 1000)
    context.route("**/*", _only_files)
    try:
        yield context
    finally:
        with contextlib.suppress(Error):
            context.close()


def _only_files(route: Route) -> None:
    if route.request.url.startswith("file:"):
        route.continue_()
    else:
        route.abort()


def _sentence(error: Error) -> str:
    said = error.message.strip().splitlines()
    return said[0][:300] if said else type(error).__name__
