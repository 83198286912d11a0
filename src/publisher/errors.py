"""What can go wrong with the work itself; a defect of the text is a `Finding`, not an error."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any


class ExitCode(IntEnum):
    """Exit codes of every verb; public, fixed at birth."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENGINE_MISSING = 4
    ENGINE_FAILED = 5
    BUG = 70
    INTERRUPTED = 130


class PublisherError(Exception):
    """The work could not be done; shown to the user in four lines at most.

    `message` says what, `file` and `line` where (a path relative to the publication), `why` the reason, `hint` what
    to do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        code: ExitCode,
        file: str | None = None,
        line: int | None = None,
        why: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.file = file
        self.line = line
        self.why = why
        self.hint = hint

    def __reduce__(self) -> tuple[Callable[..., PublisherError], tuple[dict[str, Any]]]:
        """Travel between processes, which rebuild an exception from its positional arguments only."""
        return _rebuilt, (self.__dict__,)

    def lines(self) -> tuple[str, ...]:
        """Return the message as a user reads it, four lines at most."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [f"error: {one_line(self.message)}"]
        if self.file is not None:
            parts.append(f"  at: {one_line(str(place))}")
        if self.why is not None:
            parts.append(f"  why: {one_line(self.why)}")
        if self.hint is not None:
            parts.append(f"  do: {one_line(self.hint)}")
        return tuple(parts)


def _rebuilt(values: dict[str, Any]) -> PublisherError:
    return PublisherError(**values)


def one_line(text: str) -> str:
    """Return `text` on one line, control characters shown as escapes: messages may quote hostile input."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in " ".join(text.split())
    )
