"""Verbs of translators and editors who read findings: check, rules, explain, accept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.group import cli, project_of, with_fail_on, with_json, with_languages
from publisher.cli.output import Bar, leave, note, say
from publisher.errors import ExitCode, PublisherError

if TYPE_CHECKING:
    from publisher.model.finding import Finding
    from publisher.pipeline.check import Checked

FORMS = ("text", "json", "sarif", "junit")


@cli.command()
@with_languages
@click.option("--only", multiple=True, metavar="RULE", help="Only this rule, subject or pattern; repeatable.")
@click.option(
    "--changed", metavar="REVISION", is_flag=False, flag_value="HEAD",
    help="Only texts that differ from a revision of git; HEAD by default.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what is certain, and show it.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True,
    help="Form of the findings on standard output.",
)  # fmt: skip
@with_fail_on
@with_json
@click.pass_obj
def check(folder: Path, /, fail_on: str, form: str, *, fix: bool, as_json: bool, **asked: Any) -> None:
    """Check source and translations: structure, catalogs, typography, spelling, and each text against its source.

    \b
    Examples
      publisher check
      publisher check -l es --only translation --only typography/quotes
      publisher check --changed origin/main --format sarif
    """
    from publisher.pipeline.check import check as run
    from publisher.pipeline.scope import Scope

    if as_json and form not in ("text", "json"):
        raise PublisherError("two forms are asked for", code=ExitCode.USAGE, hint="give --json or --format, not both")
    scope = Scope(**asked)
    project = project_of(folder)
    if fix:
        from publisher.pipeline.fixing import fix as mend

        for line in mend(project, scope):
            note(line)
        project = project_of(folder)
    with Bar() as bar:
        result = run(project, scope, bar)
    say(shown(result, "json" if as_json else form))
    leave(result.findings, fail_on, result.engine)


def shown(result: Checked, form: str) -> str:
    """Return what a check found in one of `FORMS`."""
    from publisher import __version__
    from publisher.reports import json, junit, sarif, terminal

    if form == "json":
        return json.dumps({"findings": json.findings(result.findings), "accepted": json.findings(result.accepted)})
    if form == "sarif":
        return json.dumps(sarif.log(result.findings, result.accepted, __version__))
    if form == "junit":
        return junit.suites(result.findings)
    return terminal.by_text(result.findings, len(result.accepted))


@cli.command()
@with_json
def rules(*, as_json: bool) -> None:
    """List every rule of check: how grave it is, and what it says.

    \b
    Example
      publisher rules
    """
    from publisher.reports import json, terminal
    from publisher.rules import rules as known

    rows = [(rule.id, rule.level, rule.summary) for rule in known().values()]
    if as_json:
        keys = ("rule", "level", "message")
        say(json.dumps({"rules": [dict(zip(keys, row, strict=True)) for row in rows]}))
    else:
        say(terminal.table(("rule", "level", "says"), rows))


@cli.command()
@click.argument("rule")
@with_json
def explain(rule: str, *, as_json: bool) -> None:
    """Say why a rule matters, what to do, and show a text that fails and one that passes.

    \b
    Example
      publisher explain translation/number
    """
    from dataclasses import asdict

    from publisher.pipeline.scope import named_rule
    from publisher.reports import json, terminal

    found = named_rule(rule)
    say(json.dumps(asdict(found)) if as_json else terminal.explanation(found))


@cli.command()
@click.argument("rule")
@click.argument("block", metavar="ID")
@with_languages
@click.option("--why", required=True, help="The reason, for those who come after you.")
@with_json
@click.pass_obj
def accept(folder: Path, rule: str, block: str, languages: tuple[str, ...], why: str, *, as_json: bool) -> None:
    """Accept the findings of RULE in the block ID, with a reason; when its text changes they come back.

    The reason is kept in source/accepted.toml. Without -l it holds for every language where the rule speaks.

    \b
    Examples
      publisher accept document/heading-order annexe --why "the law numbers its parts so"
      publisher accept translation/number-added la-suite -l es --why "Spanish readers need the year"
    """
    from publisher.pipeline.accepting import accept as run
    from publisher.reports import json

    reason = " ".join(why.encode("utf-8", "ignore").decode().split())  # an argument may be bytes that are no text
    if not reason:
        raise PublisherError("a reason is needed", code=ExitCode.USAGE, hint='give it: --why "…"')
    done = run(project_of(folder), rule, block, languages, reason)
    say(json.dumps({"accepted": json.findings(done)}) if as_json else accepted_lines(done))


def accepted_lines(done: Sequence[Finding]) -> str:
    """Return what was accepted, a line each."""
    return "\n".join(f"{finding.place}: accepted: {finding.rule} [{finding.id}]" for finding in done)
