"""TOML text of a person's hand -> values; a fault is an error with its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from publisher.errors import ExitCode, PublisherError

MAX_DOTS = 100
"""in one line, wherever they stand: a dotted key of thousands of parts costs tomllib gigabytes"""


def read_toml(text: str, file: str, *, most_bytes: int, hint: str) -> dict[str, Any]:
    """Return the values of a file; PublisherError (usage) when it is larger than `most_bytes` or not TOML.

    `hint` shows how it is written.
    """
    fault = _excess(text, most_bytes)
    if fault is None:
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # tomllib lets int() and the stack speak for themselves
            place = re.search(r"line (\d+)", str(error))
            end = text.rstrip().count("\n") + 1 if "end of document" in str(error) else None
            fault = (int(place[1]) if place else end, str(error).split(" (at ")[0] or "it is nested too deep")
    raise PublisherError(
        f"{file.rpartition('/')[2]} is not TOML", code=ExitCode.USAGE, file=file, line=fault[0], why=fault[1], hint=hint
    )


def _excess(text: str, most_bytes: int) -> tuple[int | None, str] | None:
    """Return the line and the reason why a text is not even parsed."""
    if len(text.encode("utf-8", "replace")) > most_bytes:
        return None, f"it is larger than {most_bytes // 1000} kB"
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_DOTS:
            return number, f"it has more than {MAX_DOTS} full stops in one line"
    return None
