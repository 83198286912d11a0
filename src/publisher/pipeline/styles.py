"""Files of `styles/` -> the stylesheets of a publication, and the alternate styles it has."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.model.publication import ALTERNATES
from publisher.publication import STYLE_NAME

T = TypeVar("T")
FOLDER = f"styles/{ALTERNATES}"


def is_sheet(name: str) -> bool:
    """Whether a file is a stylesheet of a cascade; any other in a folder below is for another to import."""
    return name.endswith(".css") and "/" not in name.removeprefix("styles/").removeprefix(ALTERNATES)


def style_of(name: str) -> str | None:
    """Return the alternate style a file is a sheet of, None for any other file.

    >>> style_of("styles/alternate/large-print-rtl.css")
    'large-print'
    """
    file = name.removeprefix(FOLDER)
    style = file.removesuffix(".css").removesuffix("-rtl")
    return style if name.startswith(FOLDER) and file.endswith(".css") and STYLE_NAME.fullmatch(style) else None


def sheets_of(styles: Mapping[str, T]) -> dict[str, T]:
    """Return the stylesheets of all cascades by name from `styles/`, of all files there by path."""
    return {name.removeprefix("styles/"): text for name, text in styles.items() if is_sheet(name)}


def passed_styles(styles: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Return the files of `styles/` as they may be published, and why not all of them; by path, as they come.

    Sheets that others import are judged too; all are text without a byte order mark.
    """
    from publisher.gates.stylesheets import passed_sheets  # a build that has nothing to do needs no parser

    texts = {name: data.decode("utf-8-sig", "replace") for name, data in styles.items() if is_css(name)}
    passed, findings = passed_sheets(texts)
    return {**styles, **{name: css.encode("utf-8", "replace") for name, css in passed.items()}}, findings


def is_css(name: str) -> bool:
    """Whether a file is served as a stylesheet, whoever asks for it."""
    return name.lower().endswith(".css")


def chosen_styles(asked: Iterable[str], files: Iterable[str], line: int | None = None) -> tuple[str, ...]:
    """Return the alternate styles that are asked for, each once; `files` are those of `styles/`.

    Errors: PublisherError (usage) for one that is not there, with the nearest and all there are; at its `line` where it
    is the configuration that asks.
    """
    names = tuple(dict.fromkeys(asked))
    known = sorted({style for name in files if (style := style_of(name))})
    for name in names:
        if name not in known:
            raise PublisherError(
                f"the publication has no alternate style “{name}”",
                code=ExitCode.USAGE,
                file="source/publication.toml" if line else None,
                line=line,
                hint=_instead(name, known),
            )
    return names


def _instead(name: str, known: Sequence[str]) -> str:
    """Return what to do about a style that is not there."""
    near = difflib.get_close_matches(name, known, 1)
    meant = f"did you mean “{near[0]}”? " if near else ""
    there = f"those there are: {', '.join(known)}; or " if known else ""
    if not STYLE_NAME.fullmatch(name):
        return f"{meant}{there}name one with letters, digits, - and _: {FOLDER}large-print.css"
    return f"{meant}{there}write {FOLDER}{name}.css"
