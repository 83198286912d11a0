"""What worker processes do: lay parts out, draw running heads."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from publisher.engines import weasyprint
from publisher.errors import PublisherError
from publisher.languages import language
from publisher.languages.digits import digits_of
from publisher.model.part import LaidOut, PartTask


@dataclass(frozen=True, slots=True)
class HeadsTask:
    """All that is needed to draw running heads."""

    html: str
    stylesheets: tuple[tuple[str, str], ...]
    """(address, CSS) in cascade order"""
    resources: Mapping[str, bytes]
    """files that styles refer to, by address"""


SECONDS, PER_KB_OF_TEXT, PER_KB_OF_FILES = 10, 2, 0.05
"""Processor time that a layout may take: to begin with, for its text, and for styles, fonts and pictures. Of all parts
of a publication of 20 documents none needed more than a fourteenth of it: a slow machine does not meet it, and what
would never end is stopped while somebody still waits."""
KB = 1000


def seconds(task: PartTask | HeadsTask) -> int:
    """Return the processor time that is enough for a task, in whole seconds."""
    files = sum(len(css) for _, css in task.stylesheets) + sum(map(len, task.resources.values()))
    return math.ceil(SECONDS + PER_KB_OF_TEXT * len(task.html) / KB + PER_KB_OF_FILES * files / KB)


def prepare(
    stylesheets: Mapping[str, bytes], languages: Sequence[str], styles: Sequence[str] = ("",), digits: str = "latn"
) -> None:
    """Load what layout needs, which takes longer than many a layout.

    `stylesheets` are the publication's own by name from `styles/`, as far as they are known before anything is
    translated; `styles` are the alternate styles that are asked for, "" for none, `digits` those of the publication.
    """
    with contextlib.suppress(ImportError, OSError, PublisherError):  # said in full when it is needed, by the first job
        import publisher.engines.weasyprint.parts
        import publisher.renditions.pdf.tags  # noqa: F401
        from publisher.renditions.styles import cascade, without_alternates

        own = {name: css.decode("utf-8", "replace") for name, css in stylesheets.items()}
        sheets = {
            item
            for style in styles
            for tag in languages
            for item in cascade(
                without_alternates(own, style), "print", language(tag).direction, digits_of(tag, digits)
            ).items()
        }
        weasyprint.warm([(f"styles/{name}", css) for name, css in sorted(sheets)], languages)


def lay_out(task: PartTask) -> LaidOut:
    """Lay a part out; ids that tags need beyond those of the text begin with its name."""
    from publisher.renditions.pdf.tags import shape

    return weasyprint.lay_out_part(task, partial(shape, prefix=f"{task.name.removeprefix('-')}:"))


def draw_heads(task: HeadsTask) -> bytes:
    """Return a PDF of running heads, a page for each page of the publication."""
    return weasyprint.draw_heads(task.html, task.stylesheets, task.resources)
