"""What checkers say of publications of cases: found faults and false alarms."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from tests.precision.publications import write
from tests.precision.sets import Case, Set

GRAVE = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Score:
    """The cases of one language that a checker flagged, and how many there were."""

    faulty: int = 0
    found: tuple[Case, ...] = ()
    missed: tuple[Case, ...] = ()
    sound: int = 0
    alarms: tuple[tuple[Case, tuple[str, ...]], ...] = field(default=())

    @property
    def line(self) -> str:
        return (
            f"{len(self.found):3} of {self.faulty:3} faults found, {len(self.alarms):3} of {self.sound:3} sound flagged"
        )


def publisher(folder: Path, cases: Set) -> dict[str, Score]:
    """Return the scores of `publisher check` by language."""
    return _scores(cases, _flagged(folder / "sound", cases.sound), _flagged(folder / "faulty", cases.faulty))


def pofilter(folder: Path, cases: Set) -> dict[str, Score]:
    """Return the scores of the Translate Toolkit's `pofilter` with its default tests, on the folders of `publisher`."""
    return _scores(cases, _filtered(folder / "sound", cases.sound), _filtered(folder / "faulty", cases.faulty))


Flagged = Mapping[Case, tuple[str, ...]]


def _flagged(folder: Path, cases: tuple[Case, ...]) -> Flagged:
    placed = write(folder, cases)
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "-C", str(folder), "check", "--json", "--fail-on", "never"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[Case, tuple[str, ...]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        place = finding["line"] if finding["msgid"] is None else finding["msgid"]
        case = placed.get((finding["file"] or "", place or ""))
        if case is not None and finding["level"] in GRAVE and finding["rule"] != "catalog/untranslated":
            found[case] = (*found.get(case, ()), f"{finding['rule']}: {finding['message']}")
    return found


def _filtered(folder: Path, cases: tuple[Case, ...]) -> Flagged:
    texts: dict[tuple[str, str, str], Case] = {(case.language, case.source or "", case.text): case for case in cases}
    found: dict[Case, tuple[str, ...]] = {}
    for file in sorted(folder.glob("locale/*/LC_MESSAGES/*.po")):
        output = file.with_suffix(".filtered")
        language = file.parts[-3]
        command = [Path(sys.executable).parent / "pofilter", "--progress=none", f"--language={language}", file, output]
        subprocess.run(command, capture_output=True, check=True)
        for entry in polib.pofile(output.read_text("utf-8")) if output.exists() else ():
            case = texts.get((language, entry.msgid, entry.msgstr))
            if case is not None:
                found[case] = ("pofilter",)
    return found


def _scores(cases: Set, sound: Flagged, faulty: Flagged) -> dict[str, Score]:
    languages = dict.fromkeys(case.language for case in (*cases.sound, *cases.faulty))
    scores = {}
    for language in languages:
        own = [case for case in cases.faulty if case.language == language]
        good = [case for case in cases.sound if case.language == language]
        scores[language] = Score(
            len(own),
            tuple(case for case in own if case in faulty),
            tuple(case for case in own if case not in faulty),
            len(good),
            tuple((case, sound[case]) for case in good if case in sound),
        )
    return scores
