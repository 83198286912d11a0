"""`python -m tests.precision.imports.measure tuning`: what an import makes of sound French that was damaged.

Also: `held-out`; `real TRUTH.jsonl… INPUT`, one file against its truth (an object a line: `lines`, `kind`, `text`);
`pair TRUTH READ MADE`, three texts (`.txt`: blank lines part blocks, `.md`, `.jsonl`; READ is what an engine left), of
which MADE may be left out: then READ is imported. `--details` names the words, not those of texts that are held out;
`--nothing` measures an import that does nothing.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from tests.precision.imports import sets, subject, table
from tests.precision.imports.blocks import Block, from_jsonl, from_markdown, from_plain, read_truth
from tests.precision.imports.scores import Score, score


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("tuning", "held-out", "real", "pair"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--nothing", action="store_true")
    asked = parser.parse_args()
    if asked.details and asked.what == "held-out":
        parser.error("nobody reads the texts that are held out: --details is for the others")
    run = subject.nothing if asked.nothing else subject.draft
    print(table.HEAD)
    if asked.what == "real":
        _real(asked.files, run, asked.details)
    elif asked.what == "pair":
        _pair(asked.files, run, asked.details)
    else:
        _sets(asked.what, run, asked.details)


def _sets(what: str, run: subject.Import, details: bool) -> None:
    """Measure one side, text by text, then by profile and by channel."""
    totals = dict[str, Score]()
    for trial in sets.everything(what == "held-out"):
        found = score(trial.file.truth, trial.file.text, *run(trial.file.text))
        _show(f"{trial.text} {trial.profile}", found, details)
        for name in dict.fromkeys((trial.profile, trial.channel)):
            totals[name] = totals.get(name, Score()) + found
    for name, total in totals.items():
        _show(f"all {name}", total, False)


def _real(files: list[Path], run: subject.Import, details: bool) -> None:
    """Measure a file, imported whole, where the truths speak of it."""
    truth, text = read_truth(*files[:-1]), files[-1].read_text("utf-8")
    begun = time.monotonic()
    made, rows = run(text)
    spent = time.monotonic() - begun
    told = {line for block in truth for line in block.lines}
    _show(files[-1].name, score(truth, text, made, [row for row in rows if row.line in told]), details)
    print(f"{spent:.1f} s")


def _pair(files: list[Path], run: subject.Import, details: bool) -> None:
    raw = files[1].read_text("utf-8")
    made, rows = (_blocks(files[2]), ()) if len(files) > 2 else run(raw)
    _show(files[1].name, score(_blocks(files[0]), raw, made, rows), details)


def _blocks(file: Path) -> tuple[Block, ...]:
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return from_jsonl(text)
    if file.suffix == ".md":
        return from_markdown(text)
    return tuple(replace(block, lines=()) for block in from_plain(text))


def _show(name: str, result: Score, details: bool) -> None:
    print(table.row(name[:34], result))
    for line in table.details(result) if details else ():
        print(line)


if __name__ == "__main__":
    main()
