"""The Nu HTML checker: whether pages keep the HTML standard."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from publisher.engines.java import java_command, last_line, run_java
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import NuMessage

__all__ = ["NuMessage", "messages_of", "validate", "version"]

HEAP = "1g"
STACK = "-Xss8m"
"""the checker recurses on deep markup"""
SECONDS_A_CALL = 120.0
SECONDS_A_FILE = 10.0
UNREAD = "non-document-error"
"""type of a message that the checker could not do its work"""


def version() -> str:
    """Return the version of the checker; raises PublisherError ENGINE_MISSING."""
    return str(require("vnu").version)


def validate(files: Sequence[Path]) -> tuple[NuMessage, ...]:
    """Return the messages on all files, from one call; a file that is not there has one that tells of it.

    Raises PublisherError ENGINE_MISSING, ENGINE_FAILED.
    """
    # The checker takes a missing file for an address on the web.
    absent = tuple(_absent(file) for file in files if not file.is_file())
    paths = {file.absolute(): file for file in files if file.is_file()}
    if not paths:
        return absent
    command = java_command((STACK, "-jar", str(require("vnu").path)), heap=HEAP)
    arguments = ["--format", "json", "--stdout", *map(str, paths)]
    ran = run_java("the Nu HTML checker", [*command, *arguments], seconds=SECONDS_A_CALL + SECONDS_A_FILE * len(paths))
    try:
        return *messages_of(json.loads(ran.stdout), paths), *absent
    except (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PublisherError(
            "the Nu HTML checker gave an answer that could not be read",
            code=ExitCode.ENGINE_FAILED,
            why=last_line(ran.stderr, f"what it said is no report, its exit code was {ran.code}"),
            hint="run: publisher doctor",
        ) from error


def messages_of(answer: Mapping[str, Any], paths: Mapping[Path, Path]) -> tuple[NuMessage, ...]:
    """Return the messages of an answer in the checker's JSON; `paths` gives each file as the caller named it.

    Raises ArithmeticError, KeyError, TypeError, ValueError or AttributeError when it is not such an answer.
    """
    return tuple(_message(item, paths) for item in answer["messages"])


def _absent(file: Path) -> NuMessage:
    return NuMessage(file, UNREAD, None, "the page is not there", None, None, None, "")


def _message(item: Mapping[str, Any], paths: Mapping[Path, Path]) -> NuMessage:
    last_line_number = _number(item.get("lastLine"))
    path = Path(unquote(urlsplit(str(item.get("url") or "")).path))
    return NuMessage(
        file=paths.get(path),
        type=str(item["type"]),
        sub_type=None if item.get("subType") is None else str(item["subType"]),
        message=str(item.get("message") or ""),
        first_line=_number(item.get("firstLine", last_line_number)),
        last_line=last_line_number,
        last_column=_number(item.get("lastColumn")),
        extract=str(item.get("extract") or ""),
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
