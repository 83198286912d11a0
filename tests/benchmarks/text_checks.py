"""Checks of texts without an engine, on reviewed translations of sentences and paragraphs, in CPU time.

`PUBLISHER_BENCH_PO` names a folder of real catalogs in its place, `<language>.po` each, translated from English.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.benchmarks.cost import BIN, FailedError, NotMeasuredError, cost
from tests.benchmarks.reviewed import prepare
from tests.benchmarks.table import Figure, figure
from tests.precision.publications import catalog
from tests.precision.sets import LANGUAGES, Case, translations

REAL = os.environ.get("PUBLISHER_BENCH_TRANSLATIONS")
ROUNDS = 3
PLACES = ("Lyon", "Oslo", "Lima", "Rabat", "Berne", "Tunis", "Dakar", "Quito")
"""one before each copy of a translation, so that what is remembered of a text helps once"""
OURS = """
import sys, time
from dataclasses import replace
from pathlib import Path
from publisher.catalogs.po import read_catalog
from publisher.catalogs.prose import translated_passages
from publisher.checks.catalog import check_catalog
from publisher.checks.texts import check_texts
from publisher.languages import language
from publisher.model.message import Template
from publisher.model.notation import vocabulary

source, entries, seconds, flagged = sys.argv[1], 0, 0.0, 0
for name in sys.argv[2:]:
    tag = Path(name).stem
    catalog = read_catalog(Path(name).read_bytes(), name, "", tag)
    messages = [entry.message for entry in catalog.live if entry.message.msgid]
    code = [tuple(name for name in vocabulary(message.msgid) if name.startswith("code")) for message in messages]
    template = Template("", tuple(replace(one, kept=kept) for one, kept in zip(messages, code)))
    start = time.process_time()
    list(check_catalog(template, catalog, language(tag)))
    found = list(check_texts(translated_passages(template, catalog, source)))
    seconds += time.process_time() - start
    entries += sum(entry.is_translated for entry in catalog.live if entry.message.msgid)
    flagged += len({finding.line for finding in found if finding.level != "note"})
Path("figures").write_text(f"{entries} {seconds} {flagged}")
"""


def against_pofilter(folder: Path) -> Iterator[Figure]:
    """Yield entries a second of one core, the whole command against pofilter's, then the entries that each flags."""
    source, files = _catalogs(folder)
    pairs, speeds = [], []
    for _ in range(ROUNDS):
        ours = cost([sys.executable, "-c", OURS, source, *files], folder)
        entries, seconds, flagged = (folder / "figures").read_text().split()
        speeds.append(int(entries) / float(seconds))
        filtered = [f"{Path(name).name}.filtered" for name in files]
        theirs = [
            cost([str(_pofilter()), "--progress=none", f"--language={Path(name).stem}", name, output], folder)
            for name, output in zip(files, filtered, strict=True)
        ]
        pairs.append((ours, sum(theirs[1:], theirs[0])))
    speed = sorted(speeds)[ROUNDS // 2]
    yield Figure(f"{speed:.0f}/s", "", speed)
    yield figure(pairs)
    peers = sum(_entries(folder / name) for name in filtered)
    share = 100 * int(flagged) / int(entries)
    yield Figure(f"{share:.2f} %", f"{100 * peers / int(entries):.2f} %", share)


def _catalogs(folder: Path) -> tuple[str, list[str]]:
    if REAL:
        found = sorted(Path(REAL).glob("*.po"))
        if not found:
            raise NotMeasuredError(f"no catalogs in {REAL}")
        for file in found:
            prepare(file, folder / file.name)
        return "en", [file.name for file in found]
    sound = (*translations("tuning").sound, *translations("held_out").sound)
    for language in LANGUAGES:
        cases = {case.source: case for case in sound if case.language == language}
        own = [_placed(case, place) for place in PLACES for case in cases.values()]
        (folder / f"{language}.po").write_text(catalog(language, own), "utf-8")
    return "fr", [f"{language}.po" for language in LANGUAGES]


def _placed(case: Case, place: str) -> Case:
    """Return a case with the name of a place before it, as in a dispatch."""
    return Case(case.language, f"{place} – {case.text}", f"{place} – {case.source}")


def _entries(file: Path) -> int:
    """Return how many entries a file holds beside its header; none when pofilter had nothing to write."""
    return len(polib.pofile(file.read_text("utf-8"))) if file.exists() else 0


def _pofilter() -> Path:
    program = BIN / "pofilter"
    if not program.exists():
        raise FailedError("pofilter is not installed with the development packages")
    return program
