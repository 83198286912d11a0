"""What holds for every case: `faults` says what is wrong with what a case left."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tests.hostile import scan
from tests.hostile.case import EVERY, Case, Line, Put, Ran, Result
from tests.hostile.outside import FORBIDDEN, OUTSIDE

ROOT = Path(__file__).parents[2]
OWN_SCRIPTS = ("renditions/templates/place.js", "reports/templates/import_review.js")
MOST_SECONDS = 20.0
"""of processor time"""
MOST_MEGABYTES = 2048
MOST_LINES = 4
"""of an error"""
INPUTS = ("source/", "locale/", "styles/")
ENGINES = re.compile(r"program: .*(?:fc-|git|java|chrom|vnu|verapdf|node)")
"""programs that the product may start, and that say their part elsewhere"""
FINDINGS, DONE, INTERRUPTED = 1, 0, 130


def faults(case: Case, result: Result, before: Mapping[str, Put], hits: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with what a case left: what is so for every case, then what it says itself."""
    for number, (line, ran) in enumerate(zip(case.verbs, result.ran, strict=False)):
        yield from (f"{line if isinstance(line, str) else ' '.join(line)!r}: {fault}"
                    for fault in _of_run(case, line, ran, case.exits[number]))  # fmt: skip
    yield from (f"the web server was asked: {hit}" for hit in hits)
    yield from _of_inputs(case, result, before)
    yield from _of_outputs(result, before)
    yield from _of_pages(case, result)
    yield from _own(case, result)


def _of_run(case: Case, line: Line, ran: Ran, code: int) -> Iterator[str]:
    """Yield what is wrong with one command: how it ended, what it said, what it used, what it reached for."""
    yield from _of_use(ran)
    if ran.code != code and not ran.late:
        yield f"exit code {ran.code}, not {code}"
    yield from (what for what in ran.reached if not ENGINES.match(what))
    yield from scan.terminal(ran.err)
    yield from (fault for fault in scan.terminal(ran.out) if not _is_json(line) or "U+" not in fault)
    yield from scan.holds(f"{ran.out}\n{ran.err}".encode(), FORBIDDEN)
    if ran.code not in (DONE, FINDINGS, INTERRUPTED) and not ran.late and 2 not in case.streams:
        lines = ran.err.strip("\n").split("\n")
        if not lines[0].startswith("error: ") or len(lines) > MOST_LINES:
            yield f"its error is {len(lines)} lines"
    elif _is_json(line) and 1 not in case.streams and not ran.late:
        yield from scan.well_formed("stdout.json", ran.out.encode())


def _of_use(ran: Ran) -> Iterator[str]:
    """Yield what a command used too much of."""
    if ran.late:
        yield f"hangs: killed, after {ran.cpu:.0f} s at work"
    if ran.left:
        yield f"{ran.left} processes outlived it"
    if ran.cpu > MOST_SECONDS:
        yield f"{ran.cpu:.1f} s of processor time"
    if ran.memory > MOST_MEGABYTES:
        yield f"a process of {ran.memory} MB"


def _is_json(line: Line) -> bool:
    return "--json" in (shlex.split(line) if isinstance(line, str) else line)


def _of_inputs(case: Case, result: Result, before: Mapping[str, Put]) -> Iterator[str]:
    """Yield the sources, catalogs, styles that are not what they were, and what lies in the folders beside."""
    for name, put in before.items():
        path = result.folder / name
        if not name.startswith(INPUTS) or any(fnmatch.fnmatch(name, pattern) for pattern in case.writes):
            continue
        if isinstance(put, bytes | str):
            wanted = put if isinstance(put, bytes) else put.encode("utf-8", "surrogateescape")
            if not path.is_file() or path.read_bytes() != wanted:
                yield f"{name} is not what it was"
        elif put is not None and not os.path.lexists(path):
            yield f"{name} is gone"
    yield from _of_outside(result)


def _of_outside(result: Result) -> Iterator[str]:
    """Yield what was changed, or written, beside the publication."""
    outside = result.folder.parent / "publication_outside"
    for name, data in OUTSIDE.items():
        if (outside / name).read_bytes() != data:
            yield f"{name}, outside the publication, was changed"
    extra = {path.name for path in outside.iterdir()} - set(OUTSIDE)
    yield from (f"{name} was written outside the publication" for name in extra)


def _of_outputs(result: Result, before: Mapping[str, Put]) -> Iterator[str]:
    """Yield what is wrong with the files that are there now and were not before, or are others."""
    for path in files_of(result.folder):
        name = path.relative_to(result.folder).as_posix()
        if path.name.endswith(".part"):
            yield f"{name!r}: half a file was left"
        data = path.read_bytes()
        put = before.get(name)
        if put == data or (isinstance(put, str) and put.encode("utf-8", "surrogateescape") == data):
            continue
        yield from (f"{name!r}: {fault}" for fault in (*scan.holds(data, FORBIDDEN), *of_file(name, data)))


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, no links and nothing behind links."""
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where) / name
            if path.is_file() and not path.is_symlink() and path.stat().st_size < 200_000_000:
                yield path


def of_file(name: str, data: bytes) -> list[str]:
    """Return what is active or broken in an output, by the kind its name says."""
    if not name.startswith("build/") or name.startswith("build/."):  # what is kept there is nobody's to read
        return []
    suffix = Path(name).suffix.lower()
    return SCANNERS[suffix](name, data) if suffix in SCANNERS else []


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def _page(name: str, data: bytes) -> list[str]:
    return scan.html(_text(data), name.removeprefix("build/"), _is_ours)


SCANNERS: Mapping[str, Callable[[str, bytes], list[str]]] = {
    **dict.fromkeys((".html", ".htm"), _page),
    **dict.fromkeys((".csv", ".tsv"), lambda _, data: scan.csv_cells(_text(data))),
    **dict.fromkeys((".json", ".jsonld", ".sarif", ".xml"), scan.well_formed),
    ".js": lambda _name, _data: ["a script by itself"],
    ".svg": lambda _, data: scan.svg(data),
    ".css": lambda _, data: scan.css(_text(data)),
    ".pdf": lambda _, data: scan.pdf(data),
}


def _is_ours(script: str) -> bool:
    """Whether an inline script is that of pages, that of the page of a review, or the data it reads."""
    if any(script.strip() == (ROOT / "src/publisher" / own).read_text("utf-8").strip() for own in OWN_SCRIPTS):
        return True
    return not scan.well_formed("data.json", script.encode()) and "<" not in script


def _of_pages(case: Case, result: Result) -> Iterator[str]:
    """Yield the languages whose pages are missing: what is wrong with one text keeps no other from being read."""
    line = case.verbs[-1] if isinstance(case.verbs[-1], str) else " ".join(case.verbs[-1])
    builds = line.split(" ")[0] == "build" and "-l" not in line and "-f pdf" not in line
    wanted = case.pages
    if wanted is None:
        wanted = EVERY if builds and case.exits[-1] in (DONE, FINDINGS) and result.last.code in (DONE, FINDINGS) else ()
    for tag in wanted:
        if not (result.folder / f"build/{tag}/html/index.html").is_file():
            yield f"there are no pages in {tag}"


def _own(case: Case, result: Result) -> Iterator[str]:
    """Yield what is not as the case itself says."""
    yield from _of_findings(case, result)
    if case.error and case.error not in result.last.err:
        yield f"the error does not say {case.error!r}"
    for name, texts in case.shows.items():
        shown = result.text(name) if (result.folder / name).is_file() else ""
        yield from (f"{name} does not show {text!r}" for text in _all(texts) if text not in shown)
    for pattern, texts in case.hides.items():
        for name in result.names(pattern):
            data = result.bytes(name) if (result.folder / name).is_file() else b""
            yield from (f"{name}: {fault}" for fault in scan.holds(data, filter(None, _all(texts))))
            if texts == "":
                yield f"{name} is there"


def _of_findings(case: Case, result: Result) -> Iterator[str]:
    """Yield the findings of a case that were not told."""
    if not case.finds:
        return
    try:
        told = [(one["rule"], one["file"], one["line"]) for one in json.loads(result.last.out)["findings"]]
    except (ValueError, KeyError, TypeError):
        told = []
    for wanted in case.finds:
        if not any(all(w in (None, said) for w, said in zip(wanted, place, strict=True)) for place in told):
            yield f"the finding {wanted} is not among {sorted(set(told), key=str)[:12]}"


def _all(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else texts
