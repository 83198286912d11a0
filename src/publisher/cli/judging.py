"""The verb of those who judge what programs cannot: answer."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import cli, project_of, with_json
from publisher.cli.output import say
from publisher.errors import ExitCode, PublisherError

if TYPE_CHECKING:
    from publisher.model.judgement import Answer

VERDICTS = ("passed", "failed", "inapplicable", "cannot-tell")


@cli.command()
@click.argument("asked", metavar="QUESTION…", nargs=-1, required=True)
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("-l", "--language", required=True, metavar="LANG", help="The language that was judged.")
@click.option("--name", required=True, help="Who judged.")
@click.option("--remark", default="", help="What there is to say; where it failed, and why.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="When it was judged; default: today.")
@with_json
@click.pass_obj
def answer(folder: Path, /, asked: tuple[str, ...], verdict: str, language: str, *, as_json: bool, **said: str) -> None:
    """Answer a QUESTION that only a person can, or several, with one verdict; when the text changes it is asked again.

    The answer is kept in source/audit/LANG.toml, a form that can be filled in by hand as well: publisher audit --form
    writes it. A QUESTION is a row of the Matterhorn Protocol, or a criterion of WCAG for pages or PDF.

    \b
    Examples
      publisher answer 01-001 passed -l ar --name "Amal Haddad"
      publisher answer 14-001 16-003 09-001 passed -l fr --name "Jean Petit" --date 2026-05-04
      publisher answer 1.4.1/html failed -l es --name "Ana Ruiz" --remark "two bars of the chart on fleets"
    """
    from publisher.pipeline.answering import Judgement
    from publisher.pipeline.answering import answer as run

    name = one_line(said["name"])
    if not name:
        raise PublisherError("a name is needed", code=ExitCode.USAGE, hint='give it: --name "…"')
    judgement = Judgement(verdict, name, day_of(said["day"]), one_line(said["remark"]))
    done = run(project_of(folder), language, asked, judgement)
    say(json_of(done) if as_json else "\n".join(f"{one.question}: {verdict}" for one in done))


def one_line(text: str) -> str:
    """Return an argument on one line; it may be bytes that are no text."""
    return " ".join(text.encode("utf-8", "ignore").decode().split())


def day_of(given: str | None) -> date:
    """Return the day of a judgement: the one that was given, that of SOURCE_DATE_EPOCH, or today."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if given is not None:
            return date.fromisoformat(given)
        return datetime.fromtimestamp(int(moment), UTC).date() if moment else date.today()
    except (ValueError, OverflowError, OSError) as error:
        raise PublisherError(
            f"“{moment if given is None else given}” is no date", code=ExitCode.USAGE,
            hint="write it as: --date 2026-05-04" if given is not None else "SOURCE_DATE_EPOCH is in seconds",
        ) from error  # fmt: skip


def json_of(done: tuple[Answer, ...]) -> str:
    """Return answers as an object."""
    from publisher.reports import json

    rows = [
        {
            "question": one.question,
            "outcome": str(one.verdict),
            "name": one.name,
            "date": one.date.isoformat() if one.date else None,
            "remark": one.remark,
        }
        for one in done
    ]
    return json.dumps({"answers": rows})
