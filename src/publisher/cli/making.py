"""Verbs of release managers and auditors: build, audit, status, publish, doctor."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from publisher.cli.group import cli, project_of, with_fail_on, with_json, with_languages, workspace_of
from publisher.cli.output import Bar, leave, note, report, say
from publisher.errors import ExitCode, PublisherError


@cli.command()
@with_languages
@click.option(
    "-f", "--format", "formats", multiple=True, type=click.Choice(("html", "pdf")), help="Only this format; repeatable."
)
@click.option(
    "--style", "styles", multiple=True, metavar="NAME",
    help="Only the PDF in this alternate style of styles/alternate/; repeatable.",
)  # fmt: skip
@with_fail_on
@with_json
@click.pass_obj
def build(folder: Path, /, fail_on: str, *, as_json: bool, **asked: tuple[str, ...]) -> None:
    """Make HTML and PDF in every language; only what changed is made again.

    \b
    Examples
      publisher build
      publisher build -l ar -f pdf
      publisher build -f pdf --style large-print
    """
    from publisher.pipeline.build import build as run

    languages, formats, styles = asked["languages"], asked["formats"], asked["styles"]
    if styles and "html" in formats:
        raise PublisherError(
            "an alternate style is one of PDF files", code=ExitCode.USAGE, hint="leave out -f html, or --style"
        )
    with Bar() as bar:
        result = run(workspace_of(folder), languages, formats, bar, styles)
    from publisher.accepted import sort  # after the workers were started
    from publisher.pipeline.acceptances import read_acceptances

    found = sort(result.findings, read_acceptances(workspace_of(folder))).kept
    if not as_json:
        note(f"{len(result.outputs)} files, {len(result.written)} written")
    report(found, as_json=as_json, outputs=list(result.outputs), written=list(result.written))
    leave(found, fail_on)


@cli.command()
@with_languages
@click.option(
    "--baseline", metavar="FILE", help="Only what this earlier findings.json does not know counts for the exit code."
)
@click.option("--form", is_flag=True, help="Write the form for what persons have to judge: source/audit/LANG.toml.")
@with_fail_on
@with_json
@click.pass_obj
def audit(folder: Path, /, fail_on: str, *, as_json: bool, **asked: Any) -> None:
    """Test what was built, say what persons still owe -> build/reports/.

    veraPDF, axe-core, the Nu checker and our own checks; the reports have every finding with its way to the source,
    the Matterhorn Protocol and WCAG row by row, a reading view, a statement, and forms for programs.

    \b
    Examples
      publisher audit
      publisher audit --baseline build/reports/findings.json
      publisher audit --form
    """
    from publisher.answers import file_of
    from publisher.model.finding import Level
    from publisher.pipeline.audit import Wanted
    from publisher.pipeline.audit import audit as run
    from publisher.reports import json, terminal

    with Bar() as bar:
        result = run(project_of(folder), asked["languages"], bar, Wanted(asked["baseline"], asked["form"]))
    if as_json:
        say(json.dumps({"findings": result.rows, **result.as_json()}))
    else:
        note(f"report, with what a person has to check: {result.report}")
        for tag in result.evidence.languages if asked["form"] else ():
            note(f"form for what a person has to judge: {file_of(tag)}")
        say(terminal.findings(result.findings, Level.WARNING))
        say(terminal.audit_summary(result.evidence.counts, result.changes))
        if result.accepted:
            say(f"accepted, and counted above all the same: {len(result.accepted)}")
    leave(result.grave, fail_on, result.engine)


@cli.command()
@with_languages
@with_json
@click.pass_obj
def status(folder: Path, languages: tuple[str, ...], *, as_json: bool) -> None:
    """Say how far each language is: messages, words left, findings.

    \b
    Example
      publisher status
    """
    from publisher.pipeline.status import status as run
    from publisher.reports import json

    rows = run(project_of(folder), languages)
    say(json.dumps({"languages": [row.as_json() for row in rows]}) if as_json else status_table(rows))


def status_table(rows: Sequence[Any]) -> str:
    """Return the table of `status`."""
    from publisher.reports import terminal

    return terminal.table(
        ("language", "messages", "translated", "fuzzy", "untranslated", "words left", "findings"),
        [
            (c.language, c.total, f"{c.percentage} %", c.fuzzy, c.untranslated, c.words_left, row.findings)
            for row in rows
            for c in [row.completion]
        ],
    )


@cli.command()
@with_json
@click.pass_obj
def publish(folder: Path, *, as_json: bool) -> None:
    """Update, check, build, audit, status; a clear yes or no at the end.

    \b
    Example
      publisher publish
    """
    from publisher.pipeline.publish import publish as run

    with Bar() as bar:
        result = run(workspace_of(folder), bar)
    report(result.findings, as_json=as_json, notes=False, **result.as_json())
    if not as_json:
        say(status_table(result.status))
        for line in result.refusals:
            say(f"no: {line}")
        say(f"report, with what a person has to check: {result.report}")
        say("yes: this can be released" if not result.refusals else "no: this is not a release")
    sys.exit(result.exit_code)


@cli.command()
@click.option("--install", is_flag=True, help="Put the missing engines into the user cache.")
@click.option("--sbom", is_flag=True, help="Print everything this program is made of, as CycloneDX, and nothing else.")
@with_json
def doctor(*, install: bool, sbom: bool, as_json: bool) -> None:
    """Name every outside program: found, its version, or the command that installs it; and libraries with known faults.

    \b
    Examples
      publisher doctor
      publisher doctor --install
      publisher doctor --sbom
    """
    from publisher.engines.install import install as run

    if install:
        run(note)
    if sbom:
        from publisher.engines.sbom import sbom as bill

        say(bill())
    else:
        sys.exit(health(as_json=as_json))


def health(*, as_json: bool) -> ExitCode:
    """Print what was found of outside programs, and which parts are older than an advisory allows."""
    from publisher.engines.advisories import exposures, installed
    from publisher.engines.probe import SUPPORTING, probe_all
    from publisher.reports import json, terminal

    found, exposed = probe_all(), exposures(installed())
    rows = [
        {"name": p.name, "found": p.found, "version": p.version, "purpose": p.purpose, "install": p.install}
        for p in found
    ]
    faults = [
        {"name": e.part.name, "version": e.part.version, "safe": e.advisory.below, "id": e.advisory.id,
         "fault": e.advisory.what, "meanwhile": e.advisory.meanwhile}
        for e in exposed
    ]  # fmt: skip
    say(json.dumps({"engines": rows, "advisories": faults}) if as_json else terminal.table(
        ("engine", "found", "version", "for", "install"),
        [(p.name, "yes" if p.found else "no", p.version or "", p.purpose, "" if p.found else p.install or "")
         for p in found],
    ))  # fmt: skip
    harmful = [exposure for exposure in exposed if not exposure.is_borne]
    if harmful and not as_json:
        say("\n" + terminal.table(
            ("known fault in", "version", "safe from", "advisory", "which"),
            [(e.part.name, e.part.version or "", e.advisory.below, e.advisory.id, e.advisory.what) for e in harmful],
        ))  # fmt: skip
        note("not the versions of the lock file; install those with: make setup")
    if any(not probe.found and probe.name not in SUPPORTING for probe in found):
        return ExitCode.ENGINE_MISSING
    return ExitCode.FINDINGS if harmful else ExitCode.DONE
