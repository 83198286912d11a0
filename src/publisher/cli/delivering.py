"""The verb of whoever delivers a publication, or receives one: verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import cli, with_fail_on, with_json
from publisher.cli.output import leave, note, report, say

if TYPE_CHECKING:
    from publisher.pipeline.verify import Verified


@cli.command()
@click.argument("delivered", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@with_fail_on
@with_json
@click.pass_obj
def verify(folder: Path, delivered: Path | None, fail_on: str, *, as_json: bool) -> None:
    """Compare every file of FOLDER with the hash in its manifest: what was built is there, whole, and nothing else.

    FOLDER is build/ of this publication, or a copy of it anywhere, under any name, without its source too. Nothing
    outside of it is read, no link is followed. The hash of the manifest itself is printed: note it on delivery.

    \b
    Examples
      publisher verify
      publisher verify build
    """
    from publisher.pipeline.verify import verify as run

    done = run(folder / "build" if delivered is None else delivered)
    if not as_json and done.skipped:
        note(f"no outputs, not looked at: {', '.join(done.skipped)}")
    report(done.findings, as_json=as_json, **done.as_json())
    if not as_json:
        say(verified_lines(done))
    leave(done.findings, fail_on)


def verified_lines(done: Verified) -> str:
    """Return how many files are as they were built, and the hash to be compared."""
    counts = [f"{number} in {tag}" for tag, number in done.languages.items()]
    counts += [f"{done.reports} reports"] if done.reports else []
    return f"as they were built: {', '.join(counts) or 'none'}\nmanifest: sha256 {done.manifest}"
