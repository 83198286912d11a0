"""Debian's Chromium without a window: axe-core on pages, their width on a small screen, their picture."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Route, sync_playwright
from playwright.sync_api import TimeoutError as LateError

from publisher.engines import children
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
SECONDS_ALONE = 60.0
"""for a page that had no answer beside others: a busy machine must not make an untested page of a slow one"""
SECONDS_TO_START, SECONDS_TO_CLOSE = 60.0, 5.0
BROWSERS = 2
"""at once; each has one page at a time, as axe-core wants it"""
STEPS_OF_A_WIDTH = 2
"""that each may take the seconds of a page: to load, to answer"""
LATE = "the page did not come to rest in time"
MOST_ENDS = 3
"""browsers that may end before their time"""
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Names are not even looked up: a page under test must not reach anybody.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
BEFORE_PAGES = (
    # A page under test opens no other ones.
    "window.open = () => null;",
    # axe measures texts to find fonts whose ligatures are icons, takes joined Arabic letters for such, and passes over
    # their contrast in silence. Where every letter has one width nothing is an icon.
    "CanvasRenderingContext2D.prototype.measureText = text => ({ width: 30 * text.length });",
)
"""what is run in each page before its own scripts"""
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
  const kept = found => ({ id: found.id, tags: found.tags, nodes: found.nodes.length });
  const answer = found => ({
    version: found.testEngine.version, kept: [...found.passes, ...found.inapplicable].map(kept),
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
    """Return what axe-core finds on each page at each width, file by file; two browsers share the pages.

    A page that does not settle in 30 seconds is asked once more, by itself and for 60 seconds. One that does not settle
    then, goes elsewhere or ends the browser has an `error` in its results. Raises PublisherError ENGINE_MISSING, or
    ENGINE_FAILED when the browser does not start, or ends again and again.
    """
    if not files:
        return ()
    require("chromium")
    script = (source_of_axe or axe_source()).read_text(encoding="utf-8")
    hands = min(BROWSERS, len(files), os.cpu_count() or 1)
    shares = [files[number::hands] for number in range(hands)]
    if hands == 1:
        shared = [_share(files, script, widths, SECONDS_A_PAGE)]
    else:
        with ThreadPoolExecutor(hands, "axe") as pool:
            shared = list(pool.map(lambda share: _share(share, script, widths, SECONDS_A_PAGE), shares))
    found = [shared[number % hands][number // hands] for number in range(len(files))]
    for number, file in enumerate(files):
        if any(result.error == LATE for result in found[number]):
            # Where no browser starts any more, what is known already stays.
            with contextlib.suppress(PublisherError):
                (again,) = _share([file], script, widths, SECONDS_ALONE)
                found[number] = [new if old.error else old for old, new in zip(found[number], again, strict=True)]
    return tuple(result for results in found for result in results)


def _share(files: Sequence[Path], script: str, widths: Sequence[int], seconds: float) -> list[list[AxeResult]]:
    """Return the results of some pages from one browser, and from another one after a page that ended it."""
    found: list[list[AxeResult]] = []
    ends = 0
    while len(found) < len(files):
        is_open = False
        try:
            mark = f"--publisher-browser={uuid4().hex}"
            with _browser(mark) as browser, _context(browser, files, seconds) as context:
                is_open = True
                for line in (script, *BEFORE_PAGES):
                    context.add_init_script(line)
                for file in files[len(found) :]:
                    results, is_closed = _page(context, file, widths, mark, seconds)
                    found.append(results)
                    if not is_closed:
                        break
        except PublisherError as error:
            ends += 1
            if not is_open or ends == MOST_ENDS:
                raise
            if len(found) < len(files):
                file = files[len(found)]
                found.append([AxeResult(file, width, error=f"the browser ended: {error.why}") for width in widths])
    return found


def _page(
    context: BrowserContext, file: Path, widths: Sequence[int], mark: str, seconds: float
) -> tuple[list[AxeResult], bool]:
    """Return the results of a page, and whether it could be closed; else its browser was ended."""
    with _ended_after(seconds * (len(widths) + 1) * STEPS_OF_A_WIDTH, mark) as is_late:
        page = context.new_page()
        results = _audit(page, file, widths)
    # A page that never comes to rest may not even close, which changes nothing of what is known of it.
    with _ended_after(SECONDS_TO_CLOSE, mark) as is_ended, contextlib.suppress(Error):
        page.close()
    return results, not (is_late.is_set() or is_ended.is_set())


@contextlib.contextmanager
def _ended_after(seconds: float, mark: str) -> Iterator[threading.Event]:
    """End the browser with a mark unless what is done with it ends in time: not all of that has a limit of its own."""
    is_ended = threading.Event()

    def end() -> None:
        is_ended.set()
        children.end(children.started_with(mark))

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield is_ended
    finally:
        watch.cancel()
        watch.join()  # who asks whether it ended the browser has the last word of it


def screenshot(file: Path, width: int = WIDTHS[0], height: int = HEIGHT, full_page: bool = False) -> bytes:
    """Return a picture of a page as PNG; raises PublisherError ENGINE_MISSING or ENGINE_FAILED."""
    with _browser() as browser, _context(browser, [file], SECONDS_A_PAGE) as context:
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
        results.append(result_of(_read(answers), file, width, problem))
    return results


def _read(answers: Sequence[str]) -> Any:
    """Return the last answer; a page under test could speak in the name of axe-core."""
    try:
        return json.loads(answers[-1]) if answers else {}
    except (ValueError, RecursionError):
        return None


def _ask(page: Page, file: Path, width: int) -> str | None:
    """Have the page answer at a width; return why it does not, None when it does."""
    address = file.absolute().as_uri()
    try:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # Loaded again for each width, so that the answer at one does not hang on what was done at another.
        page.goto(address, wait_until="load")
        page.wait_for_function(ASK, arg=list(TAGS), polling=50)
        if urldefrag(page.url).url != address:
            return "the page went to another address"
    except Error as error:
        browser = page.context.browser
        if browser is None or not browser.is_connected():
            raise
        return LATE if isinstance(error, LateError) else _sentence(error)
    return None


@contextlib.contextmanager
def _browser(mark: str = "") -> Iterator[Browser]:
    """Start a browser, by whose command line `mark` its processes are known."""
    program = require("chromium").path
    try:
        with _driver() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program,
                args=[*ARGUMENTS, *filter(None, [mark])],
                # Chromium refuses its sandbox to root.
                chromium_sandbox=os.geteuid() != 0,
                timeout=SECONDS_TO_START * 1000,
            )
            try:
                yield browser
            finally:
                with contextlib.suppress(Error):  # it may have ended already
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
def _context(browser: Browser, files: Iterable[Path], seconds: float) -> Iterator[BrowserContext]:
    """Open a window for pages, which get what lies in their own folders and nothing else."""
    places = tuple({f"{file.absolute().parent.as_uri()}/" for file in files})
    context = browser.new_context(bypass_csp=True, service_workers="block", accept_downloads=False, offline=True)
    context.set_default_timeout(seconds * 1000)
    context.route("**/*", lambda route: _only_from(places, route))
    try:
        yield context
    finally:
        with contextlib.suppress(Error):
            context.close()


def _only_from(places: tuple[str, ...], route: Route) -> None:
    # The browser has taken the steps out of the folder from the address already.
    if route.request.url.startswith(places):
        route.continue_()
    else:
        route.abort()


def _sentence(error: Error) -> str:
    said = error.message.strip().splitlines()
    return said[0][:300] if said else type(error).__name__
