"""WeasyPrint: HTML and CSS to a tagged PDF that is PDF/UA-1 and PDF/A-2a at once.

WeasyPrint itself is loaded on the first render, not on import: it takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.part import LaidOut, PartTask
from publisher.model.structure import Layout, Struct

Stylesheets = Sequence[tuple[str, str]]
"""(address, CSS) in cascade order"""
Shape = Callable[[Layout], Struct]
"""what decides the structure tree"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A laid-out document."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()
    """what WeasyPrint and the fetcher had to say, in the order of the events, each once"""
    anchors: Mapping[str, int] = field(default_factory=dict)
    """number of the page, from 1, on which each HTML id first appears"""


def render(html: str, stylesheets: Stylesheets, resources: Mapping[str, bytes], shape: Shape) -> Rendered:
    """Lay `html` out and write it as a tagged PDF of its own.

    `resources` are the only files that pages and styles can reach, by relative URL. One render at a time per process:
    names of WeasyPrint are replaced while it runs. Raises `PublisherError`: `ENGINE_MISSING` when WeasyPrint or Pango
    is not there, `ENGINE_FAILED` whatever else it stumbles over.
    (ISO 14289-1; ISO 19005-2, level A; ISO 32000-1, 14.8)
    """
    return _module("layout").render(html, stylesheets, resources, shape)  # type: ignore[no-any-return]


def lay_out_part(task: PartTask, shape: Shape) -> LaidOut:
    """Lay a part of a publication out, without running heads, its file ready to be joined; errors as for `render`."""
    return _module("parts").lay_out_part(task, shape)  # type: ignore[no-any-return]


def draw_heads(html: str, stylesheets: Stylesheets, resources: Mapping[str, bytes]) -> bytes:
    """Return a PDF that shows the margin boxes of the pages of `html` and nothing else; errors as for `render`."""
    return _module("parts").draw_heads(html, stylesheets, resources)  # type: ignore[no-any-return]


def warm(stylesheets: Stylesheets, languages: Sequence[str]) -> None:
    """Load WeasyPrint, and all that layouts with these stylesheets in these languages have in common.

    Errors: `ENGINE_MISSING` as for `render`; whatever else goes wrong is left to the layout that stumbles over it.
    """
    _module("layout").warm(stylesheets, languages)


def _module(name: str) -> Any:
    try:
        return import_module(f"publisher.engines.weasyprint.{name}")
    except (ImportError, OSError) as error:  # OSError: a library that WeasyPrint loads, such as Pango
        from publisher.engines.probe import install_line

        raise PublisherError(
            "WeasyPrint cannot be loaded",
            code=ExitCode.ENGINE_MISSING,
            why=str(error).splitlines()[0],
            hint=f"run: {install_line('pango')}",
        ) from error
