"""A file with a new text: what stays keeps its bytes, and what changes is shown."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

LINE_END = re.compile("(\r\n|\r|\n)")


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
    before = data.decode("utf-8")
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    parts = LINE_END.split(before.removeprefix(mark))
    old, ends = parts[::2], parts[1::2]
    new = text.split("\n")
    [(usual, _)] = Counter(ends or ["\n"]).most_common(1)
    ends.append(usual)
    after: list[tuple[str, str]] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new).get_opcodes():
        after += zip(old[i:j], ends[i:j], strict=True) if kind == "equal" else [(line, usual) for line in new[k:m]]
    joined = "".join(line + end for line, end in after[:-1]) + after[-1][0]
    return Rewritten(file, data, (joined if joined.startswith(mark) else mark + joined).encode())
