"""`python -m tests.precision.measure tuning [--details]`: found faults and false alarms, ours beside pofilter's."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.precision import scores
from tests.precision.sets import Set, prose, translations


def main(name: str, details: str = "") -> None:
    """Print the figures of a set; with `--details`, each missed fault and each false alarm too."""
    with tempfile.TemporaryDirectory() as folder:
        _print("publisher", scores.publisher, Path(folder) / "pairs", translations(name), details)
        _print("pofilter", scores.pofilter, Path(folder) / "pairs", translations(name), "")
        _print("publisher", scores.publisher, Path(folder) / "prose", prose(name), details)


def _print(
    checker: str, score: Callable[[Path, Set], dict[str, scores.Score]], folder: Path, cases: Set, details: str
) -> None:
    for language, result in score(folder, cases).items():
        print(f"{checker:10} {language}: {result.line}")
        if details:
            for case in result.missed:
                print(f"    missed ({case.kind}): {case.text}\n        {case.source or ''}")
            for case, said in result.alarms:
                print(f"    alarm: {case.text}\n        {case.source or ''}\n        {'; '.join(said)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
