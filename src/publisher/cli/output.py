"""What verbs print: results on standard output, messages and progress on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from publisher.errors import ExitCode

if TYPE_CHECKING:
    from publisher.model.finding import Finding


def say(text: str) -> None:
    """Print a result."""
    click.echo(text)


def note(text: str) -> None:
    """Print a message that is not a result."""
    click.echo(text, err=True)


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
