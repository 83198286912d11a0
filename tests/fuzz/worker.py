"""One target under coverage guidance, in a process of its own: `python -m tests.fuzz.worker TARGET SECONDS FOLDER`.

Broken laws do not end it: each kind is kept once, with its smallest input, and minimised at the end. An input that
takes too long or too much memory does end it; libFuzzer writes it beside the findings, and `__main__` starts another.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

HERE = Path(__file__).parent
INSTRUMENTED = ["publisher", "markdown_it", "mdit_py_plugins", "tinycss2"]
"""whose branches guide the search: ours, and the parsers whose tokens ours depend on"""
MOST_PROCESSOR_SECONDS = 10.0
"""for one input; those of a fuzzer are small"""
MOST_SECONDS = 20
MOST_BYTES = 16_000
MEGABYTES = 2048
SECONDS_TO_MINIMISE = 60.0
SECONDS_BETWEEN_REPORTS = 5.0
FRAMES = 2
"""innermost lines of ours that tell one fault from another"""


class Faults:
    """What a target could not bear, one of each kind, in files of `folder`."""

    def __init__(self, target: Callable[[bytes], None], folder: Path, seconds: float) -> None:
        self.target, self.folder = target, folder
        self.told = time.monotonic()
        self.end = self.told + seconds
        self.found: dict[str, bytes] = {}
        self.executions = 0

    def try_input(self, data: bytes) -> None:
        """Give the target an input and remember what is wrong; end the process when its time is over."""
        self.executions += 1
        kind = self.kind_of(data)
        if kind is not None and len(data) < len(self.found.get(kind, data + b"+")):
            self.found[kind] = data
            self.write()
        elif time.monotonic() > self.told + SECONDS_BETWEEN_REPORTS:
            self.write()
        if time.monotonic() > self.end:
            self.minimise()
            self.write()
            os._exit(0)  # libFuzzer runs no exit handlers of Python

    def kind_of(self, data: bytes) -> str | None:
        """Return what is wrong when the target is given `data`, None when nothing is."""
        start = time.process_time()
        try:
            self.target(data)
        except Exception as error:
            return _kind(error)
        taken = time.process_time() - start
        return f"more than {MOST_PROCESSOR_SECONDS} s" if taken > MOST_PROCESSOR_SECONDS else None

    def minimise(self) -> None:
        """Take all out of every input that its fault does not need, as far as time allows."""
        end = time.monotonic() + SECONDS_TO_MINIMISE
        for done, kind in enumerate(self.found):
            share = (end - time.monotonic()) / (len(self.found) - done)
            self.found[kind] = self._minimised(kind, time.monotonic() + share)

    def _minimised(self, kind: str, end: float) -> bytes:
        data, size = self.found[kind], max(1, len(self.found[kind]) // 2)
        while size:
            at = 0
            while at < len(data) and time.monotonic() < end:
                less = data[:at] + data[at + size :]
                if self.kind_of(less) == kind:
                    data = less
                else:
                    at += size
            size //= 2
        return data

    def write(self) -> None:
        """Write the inputs, and what they do."""
        self.told = time.monotonic()
        named = {}
        for kind, data in self.found.items():
            file = self.folder / "findings" / f"fault-{hashlib.sha256(kind.encode()).hexdigest()[:12]}"
            file.write_bytes(data)
            named[file.name] = kind
        said = {"executions": self.executions, "findings": named}
        (self.folder / "report.json").write_text(json.dumps(said), "utf-8")


def _kind(error: Exception) -> str:
    """Return the type of an error with the lines of this project where it was raised: what tells faults apart."""
    rows = [frame for frame in traceback.extract_tb(error.__traceback__) if "/publisher/" in frame.filename]
    rows = rows[-FRAMES:] or traceback.extract_tb(error.__traceback__)[-1:]
    places = " < ".join(f"{Path(row.filename).name}:{row.lineno}" for row in reversed(rows))
    law = f" ({str(error).partition(':')[0][:60]})" if isinstance(error, AssertionError) and str(error) else ""
    return f"{type(error).__name__} at {places}{law}"


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz a target for some seconds and write what came of it to files of `folder`."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        module = importlib.import_module(f"tests.fuzz.targets.{name}")
        faults = Faults(module.target, Path(folder), float(seconds))
        for seed in sorted((HERE / "seeds" / name).iterdir()):
            faults.try_input(seed.read_bytes())  # what is imported only when it is needed must be seen being imported
    faults.write()
    options = (
        f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={MOST_BYTES}",
        f"-dict={HERE / 'dictionaries' / module.DICTIONARY}.dict", f"-artifact_prefix={folder}/findings/",
        f"{folder}/corpus", str(HERE / "seeds" / name),
    )  # fmt: skip
    atheris.Setup([name, *options], faults.try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
