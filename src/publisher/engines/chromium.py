"""Debian's Chromium without a window: axe-core on pages, their width on a small screen, their picture."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Route, sync_playwright

from publisher.engines.axe_answer import result_of
from publisher.engines.probe import install_line, require
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import AxeResult

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
# Asked again and again until it says true. A wait has a time limit, `evaluate` has none, so a page that never lets go
# of its thread would hold us for ever; the answer itself comes through the binding for the same reason.
ASK = """
tags => {
  if (window.__axeState !== undefined) return window.__axeState;
  window.__axeState = false;
  const id = node => { const owner = node.element && node.element.closest('[id]'); return owner ? owner.id : null; };
  const place = node => ({
    target: node.target.flat(9).join(' '), html: node.html, summary: node.failureSummary || '', id: id(node)
  });
  const rule = found => ({
    id: found.id, impact: found.impact, tags: found.tags, help: found.help, helpUrl: found.helpUrl,
    nodes: found.nodes.map(place)
  });
  // What sticks out of the window, unless something around it scrolls or cuts; only the innermost of nested ones.
  const root = document.documentElement, width = root.clientWidth;
  const held = box => {
    for (let up = box.parentElement; up && up !== root && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  const measure = () => {
    const out = root.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')].filter(box => {
      const edge = box.getBoundingClientRect();
      return edge.width > 1 && edge.height > 1 && (edge.right > width + 1 || edge.left < -1) && !held(box);
    });
    const all = new Set(out), outer = new Set();
    for (const box of out)
      for (let up = box.parentElement; up; up = up.parentElement) if (all.has(up)) outer.add(up);
    const ids = out.filter(box => !outer.has(box)).map(box => box.closest('[id]')).filter(Boolean).map(box => box.id);
    return { width: root.scrollWidth, ids: [...new Set(ids)].slice(0, 10) };
  };
  const answer = found => ({
    version: found.testEngine.version, passes: found.passes.length, inapplicable: found.inapplicable.length,
    violations: found.violations.map(rule), incomplete: found.incomplete.map(rule), measure: measure()
  });
  axe.run(document, { runOnly: tags, elementRef: true }).then(answer)
    .catch(error => ({ error: String(error) }))
    .then(found => window.__axeAnswer(JSON.stringify(found)))
    .then(() => { window.__axeState = true; });
  return false;
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
        context.add_init_script(script)
        for file in files:
            page = context.new_page()
            try:
                results.extend(_audit(page, file, widths))
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


def _audit(page: Page, file: Path, widths: Sequence[int]) -> list[AxeResult]:
    answers: list[str] = []
    # Playwright hangs an attribute on the function, which a built-in does not take.
    page.expose_function("__axeAnswer", lambda answer: answers.append(answer))  # noqa: PLW0108
    results: list[AxeResult] = []
    problem: str | None = None
    for width in widths:
        answers.clear()
        # A page that did not settle is not in a known state: its other widths share the reason.
        problem = problem or _ask(page, file, width)
        results.append(result_of(json.loads(answers[-1]) if answers else {}, file, width, problem))
    return results


def _ask(page: Page, file: Path, width: int) -> str | None:
    """Have the page answer at a width; return why it does not, None when it does."""
    try:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # Loaded again for each width, so that the answer at one does not hang on what was done at another.
        page.goto(file.absolute().as_uri(), wait_until="load")
        page.wait_for_function(ASK, arg=list(TAGS), polling=50)
    except Error as error:
        browser = page.context.browser
        if browser is None or not browser.is_connected():
            raise
        return _sentence(error)
    return None


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    program = require("chromium").path
    try:
        with _driver() as playwright:
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
def _driver() -> Iterator[Playwright]:
    with contextlib.ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception as error:  # the driver is a program of its own, and its death has no type of its own
            raise PublisherError(
                "the driver of Chromium did not start",
                code=ExitCode.ENGINE_FAILED,
                why=str(error).splitlines()[0][:300] or type(error).__name__,
                hint=f"run: {install_line('chromium')}",
            ) from error
        yield playwright


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
