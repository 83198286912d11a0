"""What verbs print: results on standard output, messages and progress on standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from publisher.errors import ExitCode, PublisherError

if TYPE_CHECKING:
    from publisher.model.finding import Finding


def say(text: str) -> None:
    """Print a result, as far as it is read; PublisherError (input) when it cannot be written, as on a full disk."""
    try:
        click.echo(text)
    except BrokenPipeError:  # the reader went away (| head): what was found counts all the same
        _give_up(1)
    except OSError as error:
        _give_up(1)
        raise PublisherError(
            "the result cannot be written", code=ExitCode.INPUT, why=error.strerror,
            hint="check the space of the disk; the files of the publication are in place",
        ) from error  # fmt: skip


def note(text: str) -> None:
    """Print a message that is not a result, if there is anybody to read it."""
    try:
        click.echo(text, err=True)
    except OSError:
        _give_up(2)


def _give_up(stream: int) -> None:
    """Let what is still to be written into a standard stream go nowhere: Python would try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)


class Bar:
    """A progress bar on standard error, on a terminal only, for work that takes over a second."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.bars: Any = None
        self.tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a stage are done."""
        if not sys.stderr.isatty() or (self.bars is None and time.monotonic() - self.start < 1):
            return
        if self.bars is None:
            from rich.console import Console
            from rich.progress import Progress

            self.bars = Progress(console=Console(stderr=True), transient=True)
            self.bars.start()
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(stage, total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bars is not None:
            self.bars.stop()


def leave(found: Sequence[Finding], fail_on: str, engine: ExitCode | None = None) -> NoReturn:
    """End with the exit code of a verb that found things: an engine that did not run outweighs what was found."""
    from publisher.model.finding import Level, at_or_above

    if engine is not None:
        sys.exit(engine)
    failed = fail_on != "never" and at_or_above(found, Level(fail_on))
    sys.exit(ExitCode.FINDINGS if failed else ExitCode.DONE)


def report(found: Sequence[Finding], *, as_json: bool, notes: bool = True, **more: object) -> None:
    """Print findings in the form asked for; without `notes` a terminal leaves those to the report."""
    from publisher.model.finding import Level
    from publisher.reports import json, terminal

    least = Level.NOTE if notes else Level.WARNING
    say(json.dumps({"findings": json.findings(found), **more}) if as_json else terminal.findings(found, least))
