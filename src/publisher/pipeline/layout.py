"""What a worker process does: lay one edition out as a PDF file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.engines import weasyprint
from publisher.engines.weasyprint import Rendered
from publisher.errors import PublisherError


@dataclass(frozen=True, slots=True)
class PdfTask:
    """All that a worker needs."""

    language: str
    path: str
    """of the output, relative to the publication"""
    html: str
    stylesheets: tuple[tuple[str, str], ...]
    """(address, CSS) in cascade order"""
    resources: Mapping[str, bytes]
    """files that pages and styles refer to, by address"""


def prepare() -> None:
    """Load what layout needs, which takes longer than many a layout."""
    with contextlib.suppress(ImportError, OSError):  # said in full when it is needed, by `render`
        import publisher.engines.weasyprint.layout
        import publisher.renditions.pdf.tags  # noqa: F401


def render(task: PdfTask) -> Rendered:
    """Return the PDF of a task; an error names the file it was for."""
    from publisher.renditions.pdf.tags import shape

    try:
        return weasyprint.render(task.html, task.stylesheets, task.resources, shape)
    except PublisherError as error:
        error.file = error.file or task.path
        raise
