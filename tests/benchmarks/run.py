"""Speed as ratios against a peer in the same run: `make bench`, or this file with the names of some groups.

Absolute times say little on a shared machine; a figure here is a ratio of two commands run in turn. The exit code is 1
when a goal is missed, so that a change for the worse is seen; a peer that is not installed counts as missed with
--require-peers only, and is told either way.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # as a file, this one does not know its package

from tests.benchmarks import (
    assembly,
    auditing,
    books,
    catalogs,
    checking,
    extraction,
    gates,
    importing,
    merging,
    pages,
    po_files,
    text_checks,
)
from tests.benchmarks.table import HEAD, Goal, Group, lines

MEMORY = "/dev/shm"
"""where files are laid if it is there: what a disk costs depends on what was deleted on it a moment ago"""
GROUPS = (
    Group(
        "help",
        (Goal("publisher --help / python -c 'import weasyprint', wall", 0.40),),
        pages.help_against_weasyprint,
    ),
    Group(
        "build",
        (Goal("build of one language, HTML and PDF / weasyprint on the same HTML, wall", 1.15),),
        pages.build_against_weasyprint,
    ),
    Group(
        "assembly",
        (
            Goal("PDF of a report of 115 pages, everything changed / weasyprint, wall", 0.50),
            Goal("  the same, CPU", 0.85),
            Goal("  one word changed in one chapter / weasyprint, wall", 0.10),
            Goal("  nothing changed / weasyprint, wall", 0.01),
            Goal("  size of the file", 1.0),
            Goal("  peak memory of the largest process", 0.35),
            Goal("  tagging / layout, CPU", 6.0, percent=True),
            Goal("  what tagging costs more than WeasyPrint's own / layout, CPU", percent=True),
        ),
        assembly.report,
    ),
    Group(
        "references",
        (
            Goal("the same report, chapters name pages of others, everything changed / weasyprint, wall"),
            Goal("  the same, CPU"),
        ),
        assembly.references,
    ),
    Group(
        "check",
        (
            Goal("cold check / raw LanguageTool, one question at a time, wall", 0.6),
            Goal("  raw LanguageTool, two at a time / one, wall"),
            Goal("  cold check / raw LanguageTool, one at a time, CPU", 1.1),
            Goal("warm check / cold check, wall", 0.03),
        ),
        checking.sample,
    ),
    Group(
        "texts",
        (
            Goal("checks without LanguageTool, entries a second of one core", 5000, at_least=True),
            Goal("checks without LanguageTool / pofilter, CPU"),
            Goal("  reviewed translations flagged at warning or above; pofilter beside", 2.0, percent=True),
        ),
        text_checks.against_pofilter,
    ),
    Group("publish", (Goal("second publish, nothing changed / first, wall", 0.15),), pages.second_publish),
    Group(
        "merge",
        (Goal("merge, 20,000 entries, 5 % changed, 2 % new / msgcat of both files, CPU", 4.0),),
        merging.large,
    ),
    Group(
        "quality",
        (
            Goal("merge, 4 catalogs of 5,000, 5 % changed, 2 % new / msgmerge, CPU", 0.05),
            Goal("  right guesses of changed messages", 97.0, at_least=True, percent=True),
            Goal("  wrong guesses of changed messages", 0.1, percent=True),
            Goal("  guesses for new messages", 1.0, percent=True),
        ),
        merging.middling,
    ),
    Group("update", (Goal("merge, 5,600 entries, 3 % touched lightly / msgmerge, CPU", 1.0),), merging.small),
    Group(
        "po",
        (
            Goal("read and write a catalog of 20,000 entries / msgcat, CPU"),
            Goal("read and write a catalog of 20,000 entries / polib, CPU", 1.0),
        ),
        po_files.read_and_write,
    ),
    Group(
        "extract",
        (Goal("extract 570 Markdown files of 840 kB / mdbook-xgettext, CPU", 2.5),),
        extraction.against_mdbook,
    ),
    Group(
        "growth",
        (
            Goal("extract ten times the files / ten times the cost of one, CPU", 1.15),
            Goal("extract ten times the files / one time, peak memory", 2.0),
        ),
        extraction.growth,
    ),
    Group(
        "import",
        (Goal("import of 55 kB from OCR / spylls, each word of it looked up, CPU", 2.0),),
        importing.against_a_speller,
    ),
    Group(
        "scan",
        (
            Goal("import of ten times the text / ten times the cost of one, loading left out, CPU", 1.15),
            Goal("import of ten times the text / one time, peak memory", 2.0),
        ),
        importing.growth,
    ),
)

ON_DEMAND = (
    Group(
        "audit",
        (
            Goal("audit of the sample in four languages / the slowest of its checkers by hand, wall", 1.2),
            Goal("  all its checkers by hand, one after the other / the slowest, wall"),
            Goal("  second audit, nothing changed / first, wall", 0.05),
            Goal("  audit after one page changed / first, wall", 0.15),
        ),
        auditing.sample,
    ),
    Group(
        "long",
        (
            Goal("PDF of a report of 450 pages / weasyprint, peak memory of the largest process", 0.20),
            Goal("  everything changed, wall"),
        ),
        assembly.long_report,
    ),
    Group(
        "gates",
        (
            Goal("all gates / clean build of the sample, HTML and PDF in four languages, CPU", 5.0, percent=True),
            *(Goal(f"  {name}", percent=True) for name in gates.GATES),
        ),
        gates.share,
    ),
)
"""groups that take minutes: they are measured when they are named"""


def main() -> int:
    """Print the table; 1 when a goal is missed or a command failed."""
    parser = argparse.ArgumentParser(description="Speed against peers, as ratios.")
    known = [group.name for group in (*GROUPS, *ON_DEMAND)]
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--require-peers", action="store_true", help="a peer that is not installed is a goal missed")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    bad = {"missed", "failed"} | ({"not measured"} if asked.require_peers else set())
    outcomes = set()
    print(f"messages: {catalogs.REAL or 'generated'}; documents: {books.REAL or 'generated'}\n{HEAD}")
    for group in (*GROUPS, *ON_DEMAND):
        if group.name in asked.names or (not asked.names and group in GROUPS):
            with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
                for line, outcome in lines(group, Path(folder)):
                    outcomes.add(outcome)
                    print(line, flush=True)
    return 1 if outcomes & bad else 0


if __name__ == "__main__":
    sys.exit(main())
