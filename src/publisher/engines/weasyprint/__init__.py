"""WeasyPrint: HTML and CSS to a tagged PDF that is PDF/UA-1 and PDF/A-2a at once.

WeasyPrint itself is loaded on the first render, not on import: it takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.errors import ExitCode, PublisherError
from publisher.model.structure import Layout, Struct


@dataclass(frozen=True, slots=True)
class Rendered:
    """A laid-out document."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    """what WeasyPrint and the fetcher had to say, in the order of the events, each once"""
    anchors: Mapping[str, int] = field(default_factory=dict)
    """number of the page, from 1, on which each HTML id first appears"""


def render(
    html: str,
    stylesheets: Sequence[tuple[str, str]],
    resources: Mapping[str, bytes],
    shape: Callable[[Layout], Struct],
) -> Rendered:
    """Lay `html` out and write it as a tagged PDF.

    `stylesheets` are (name, CSS) pairs in the order of the cascade, `resources` the only files that pages and styles
    can reach, by relative URL, and `shape` decides the structure tree. One render at a time per process: WeasyPrint's
    tagger is replaced while it runs. Raises `PublisherError`: `ENGINE_MISSING` when WeasyPrint or Pango is not there,
    `ENGINE_FAILED` whatever else it stumbles over.
    (ISO 14289-1; ISO 19005-2, level A; ISO 32000-1, 14.8)
    """
    try:
        from publisher.engines.weasyprint import layout
    except (ImportError, OSError) as error:  # OSError: a library that WeasyPrint loads, such as Pango
        from publisher.engines.probe import install_line

        raise PublisherError(
            "WeasyPrint cannot be loaded",
            code=ExitCode.ENGINE_MISSING,
            why=str(error).splitlines()[0],
            hint=f"run: {install_line('pango')}",
        ) from error
    return layout.render(html, stylesheets, resources, shape)
