"""`python -m tests.hostile [--run] [WORD…]`: the table of cases, with `--run` and their outcome."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def cases() -> Iterator[Any]:
    """Yield every case of every module, once."""
    known = set()
    for file in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(f"tests.hostile.{file.stem}")
        for table in vars(module).values():
            for one in table if isinstance(table, tuple) else ():
                if hasattr(one, "attempts") and one.name not in known:
                    known.add(one.name)
                    yield one


class Outcomes:
    """Notes how each case ended, by its name."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.partition("[")[2].rpartition("]")[0]
        if name and (report.when == "call" or report.outcome != "passed"):
            word = "held" if report.outcome == "passed" else report.outcome
            self.known[name] = word if self.known.get(name, "held") == "held" else self.known[name]


def main(arguments: list[str]) -> int:
    """Print the table; return 1 when a case that was tried did not hold."""
    found, outcomes, code = list(cases()), Outcomes(), 0
    if "--run" in arguments:
        words = [word for word in arguments if word != "--run"]
        code = int(pytest.main(["-q", "-n0", "-p", "no:cacheprovider", str(HERE), *words], plugins=[outcomes]))
    rows = [f"\n{len(found)} cases\n\n| case | attempts | must | outcome |\n|---|---|---|---|"]
    for one in found:
        row = (one.name, one.attempts, one.must, outcomes.known.get(one.name, ""))
        rows.append(f"| {' | '.join(text.replace('|', chr(92) + '|') for text in row)} |")
    sys.stdout.write("\n".join(rows) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
