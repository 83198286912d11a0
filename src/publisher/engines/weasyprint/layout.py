"""One render, from HTML text to the bytes of a PDF."""

from __future__ import annotations

import gc
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from publisher.engines.weasyprint import Rendered, finish, internals
from publisher.engines.weasyprint.fetcher import BASE_URL, ClosedFetcher
from publisher.engines.weasyprint.tagger import tagging
from publisher.errors import ExitCode, PublisherError, one_line
from publisher.model.structure import Layout, Struct

LOGGERS = ("weasyprint", "fontTools")


def render(
    html: str,
    stylesheets: Sequence[tuple[str, str]],
    resources: Mapping[str, bytes],
    shape: Callable[[Layout], Struct],
) -> Rendered:
    """Do the work of `publisher.engines.weasyprint.render`."""
    internals.require()
    fetcher = ClosedFetcher(resources)
    with no_collections(), listening() as heard:
        try:
            document = lay_out(html, stylesheets, fetcher)
            with tagging(shape):
                pdf = document.write_pdf(pdf_variant="pdf/a-2a", finisher=finish.finish)
        except PublisherError:
            raise
        except (Exception, FatalURLFetchingError) as error:
            raise failure(error) from error
    said = [line for line in heard if not any(url in line for url in fetcher.refused)]
    return Rendered(
        pdf=pdf,
        pages=len(document.pages),
        warnings=tuple(dict.fromkeys([*fetcher.warnings(), *said])),
        anchors=anchors(document),
    )


def lay_out(html: str, stylesheets: Sequence[tuple[str, str]], fetcher: ClosedFetcher) -> Any:
    """Return WeasyPrint's laid-out document, without attachments: they carry the time of day, and foreign files."""
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(string=css, base_url=urljoin(BASE_URL, name), url_fetcher=fetcher, font_config=fonts)
        for name, css in stylesheets
    ]
    page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/a-2a")
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
            why, hint = f"{cause} ({type(error).__name__})", remedy
    return PublisherError("WeasyPrint could not lay the document out", code=ExitCode.ENGINE_FAILED, why=why, hint=hint)
