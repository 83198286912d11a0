"""A file with a new text: what stays keeps its bytes, and what changes is shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file of a publication before and after."""

    file: str
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff; of line ends only where they differ."""
        before, after = (data.decode("utf-8").split("\n") for data in (self.before, self.after))
        yield from difflib.unified_diff(before, after, self.file, self.file, lineterm="", n=1)


def rewritten(file: str, data: bytes, text: str) -> Rewritten:
    """Return UTF-8 data with a new text, whose line ends are new lines and which has no byte order mark.

    Lines that stay keep their bytes; new ones end as most lines do; a byte order mark stays.
    """
    before = data.decode("utf-8").split("\n")
    mark = "\ufeff" if before[0].startswith("\ufeff") else ""
    old = [line.removesuffix("\r") for line in before]
    old[0] = old[0].removeprefix(mark)
    new = text.split("\n")
    end = "\r" if 2 * sum(line.endswith("\r") for line in before) >= len(before) else ""
    after: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new).get_opcodes():
        after += before[i:j] if kind == "equal" else [line + end for line in new[k:m]]
    if end and not text.endswith("\n"):
        after[-1] = after[-1].removesuffix(end)
    joined = "\n".join(after)
    return Rewritten(file, data, (joined if joined.startswith(mark) else mark + joined).encode())
