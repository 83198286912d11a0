"""The verb of whoever has a finding and wants its source: trace."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.group import cli, project_of, with_json, with_languages
from publisher.cli.output import say


@cli.command()
@click.argument("name", metavar="ID")
@with_languages
@with_json
@click.pass_obj
def trace(folder: Path, name: str, languages: tuple[str, ...], *, as_json: bool) -> None:
    """Follow a block from its French line to the PDF: catalog entries, pages, structure elements, in every language.

    ID is the id of a block, FILE:LINE of a source, or the fingerprint of a finding in the last report.

    \b
    Examples
      publisher trace la-suite
      publisher trace source/01-bienvenue.md:5 -l ar
    """
    from dataclasses import asdict

    from publisher.pipeline.tracing import trace as run
    from publisher.reports import json
    from publisher.reports.chain import chain

    found = run(project_of(folder), name, languages)
    say(json.dumps({"traces": [asdict(item) for item in found]}) if as_json else "\n\n".join(map(chain, found)))
