"""One render, from HTML text to the bytes of a PDF."""

from __future__ import annotations

import contextlib
import gc
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from publisher.engines.weasyprint import Rendered, Shape, Stylesheets, finish, internals
from publisher.engines.weasyprint.fetcher import BASE_URL, ClosedFetcher
from publisher.engines.weasyprint.first_line import breaking
from publisher.engines.weasyprint.tagger import tagging
from publisher.errors import ExitCode, PublisherError, one_line

LOGGERS = ("weasyprint", "fontTools")
VARIANT = "pdf/a-2a"
WORD = "internationalisation"
"""a word that every language can divide, as far as its dictionary is concerned"""


def render(html: str, stylesheets: Stylesheets, resources: Mapping[str, bytes], shape: Shape) -> Rendered:
    """Do the work of `publisher.engines.weasyprint.render`."""
    with laying_out(resources) as work:
        document = lay_out(html, stylesheets, work.fetcher)
        with tagging(shape):
            pdf = document.write_pdf(pdf_variant=VARIANT, finisher=finish.finish)
    return Rendered(pdf=pdf, pages=len(document.pages), warnings=work.warnings(), anchors=anchors(document))


@dataclass(slots=True)
class Work:
    """One layout and what is said meanwhile."""

    fetcher: ClosedFetcher
    heard: list[str]

    def warnings(self) -> tuple[str, ...]:
        """Return what WeasyPrint and the fetcher had to say, each once."""
        said = (line for line in self.heard if not any(url in line for url in self.fetcher.refused))
        return tuple(dict.fromkeys([*self.fetcher.warnings(), *said]))


@contextmanager
def laying_out(resources: Mapping[str, bytes]) -> Iterator[Work]:
    """Let WeasyPrint work with these files and no others; whatever it stumbles over is a `PublisherError`."""
    internals.require()
    with no_collections(), listening() as heard:
        try:
            yield Work(ClosedFetcher(resources), heard)
        except PublisherError:
            raise
        except (Exception, FatalURLFetchingError) as error:
            raise failure(error) from error


@dataclass(frozen=True, slots=True)
class Parsed:
    """A stylesheet as WeasyPrint reads it."""

    sheet: Any
    said: tuple[str, ...]
    """what there was to say about it"""


FONTS = FontConfiguration()
"""the fonts of this machine, opened once"""
PARSED: dict[tuple[str, str], Parsed] = {}
"""Stylesheets this process has read, by address and text: to read them takes as long as to lay a page out. What is
forked from it has them. Those that load files are none of these: what they say depends on more than their text."""
LOADING = ("@import", "@font-face")
MOST_PARSED = 100


def parsed(stylesheets: Stylesheets, fetcher: ClosedFetcher) -> tuple[list[Parsed], Any]:
    """Return a cascade as WeasyPrint reads it, and the fonts to lay out with."""
    loading = any(word in css for _, css in stylesheets for word in LOADING)
    fonts = FontConfiguration() if loading else FONTS
    return [read(name, css, fetcher, fonts) for name, css in stylesheets], fonts


def read(name: str, css: str, fetcher: ClosedFetcher, fonts: Any) -> Parsed:
    """Return a stylesheet as WeasyPrint reads it."""
    known = PARSED.get((name, css))
    if known is not None:
        return known
    with listening() as heard:
        base = urljoin(BASE_URL, name)
        sheet = Parsed(weasyprint.CSS(string=css, base_url=base, url_fetcher=fetcher, font_config=fonts), tuple(heard))
    if not any(word in css for word in LOADING):
        while len(PARSED) >= MOST_PARSED:
            del PARSED[next(iter(PARSED))]
        PARSED[name, css] = sheet
    return sheet


def warm(stylesheets: Stylesheets, languages: Sequence[str]) -> None:
    """Read stylesheets, and open what every layout needs: fonts, and the hyphenation of `languages`.

    Processes that are forked from this one have it all. What cannot be read is left to the layout that asks for it.
    """
    words = "".join(f'<p lang="{tag}" style="width:2em;hyphens:auto">' + f"{WORD}</p>" for tag in languages)
    with contextlib.suppress(PublisherError), laying_out({}) as work:
        for name, css in stylesheets:
            if not any(word in css for word in LOADING):
                read(name, css, work.fetcher, FONTS)
        lay_out(f"<title>t</title><h1>h</h1>{words}", (), work.fetcher).write_pdf(pdf_variant=VARIANT)


def lay_out(html: str, stylesheets: Stylesheets, fetcher: ClosedFetcher) -> Any:
    """Return WeasyPrint's laid-out document, without attachments: they carry the time of day, and foreign files."""
    sheets, fonts = parsed(stylesheets, fetcher)
    for line in (line for sheet in sheets for line in sheet.said):  # nobody listened when they were read
        logging.getLogger(LOGGERS[0]).warning("%s", line)
    page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
    with breaking():
        document = page.render(font_config=fonts, stylesheets=[item.sheet for item in sheets], pdf_variant=VARIANT)
    document.metadata.attachments = []
    for laid_out in document.pages:
        laid_out.links = [link for link in laid_out.links if link[0] != "attachment"]
    return document


def anchors(document: Any) -> dict[str, int]:
    """Return the number of the page, from 1, where each id first appears."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


@contextmanager
def no_collections() -> Iterator[None]:
    """Do not search for unreachable cycles: layout makes millions of objects and hardly one that dies in a cycle.

    Measured on 130 pages: a sixth less time for layout and a quarter for writing, for a tenth more memory.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Listener(logging.Handler):
    """Keeps what a library logs, one line an event."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of `record`."""
        self.heard.append(one_line(record.getMessage()))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint and the libraries under it log or warn of, instead of letting it reach stderr."""
    listener = Listener()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            # WeasyPrint leaves its colour profile open, and says where on the machine that is.
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            yield listener.heard
        listener.heard.extend(one_line(str(warning.message)) for warning in caught)
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate = propagate


CAUSES = (
    (RecursionError, "its elements are nested too deeply, or a calc() is", "flatten the document or the style sheet"),
    (
        ZeroDivisionError,
        "a size came out as nothing or far too big",
        "look for huge or zero lengths in the style sheets",
    ),
    (MemoryError, "there was not enough memory", "split the document"),
)


def failure(error: BaseException) -> PublisherError:
    """Return what a user is told of an exception inside WeasyPrint."""
    why, hint = f"{type(error).__name__}: {error}", "take the last change of text or style back and try again"
    for kind, cause, remedy in CAUSES:
        if isinstance(error, kind):
            why, hint = cause, remedy
    return PublisherError("WeasyPrint could not lay the document out", code=ExitCode.ENGINE_FAILED, why=why, hint=hint)
