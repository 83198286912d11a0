"""The command itself, and the options verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher import __version__
from publisher.errors import ExitCode, PublisherError

if TYPE_CHECKING:  # rooms are imported by the verb that needs them: --help must not wait for an engine
    from publisher.pipeline.project import Project
    from publisher.workspace import Workspace

FAIL_LEVELS = ("error", "warning", "never")
EPILOG = """\b
Exit codes
  0 done                                4 an engine is missing
  1 findings, or a gate not met         5 an engine failed
  2 usage or configuration              70 a bug of publisher
  3 input unreadable, nothing changed   130 interrupted

\b
A first publication
  publisher new rapport
  publisher -C rapport publish
"""


ORDER = (
    "new import extract update merge check rules explain accept build audit trace answer status publish verify doctor"
).split()
"""verbs in the order of the work"""


class Verbs(click.Group):
    """Names the nearest verb when one is mistyped, and lists them in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order they were written."""
        return [name for name in ORDER if name in self.commands]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb asked for."""
        import difflib  # only for a mistake

        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"verbs: {', '.join(self.commands)}"
            raise PublisherError(f"unknown verb “{args[0]}”", code=ExitCode.USAGE, hint=hint)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "-C",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The publication; default: here.",
)
@click.version_option(__version__, prog_name="publisher")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Carry a French publication to accessible HTML and PDF in several languages, with the evidence."""
    context.obj = folder


Verb = Callable[..., Any]


def with_languages(verb: Verb) -> Verb:
    """Add `-l`, which may be given several times."""
    option = click.option(
        "-l", "--language", "languages", multiple=True, metavar="LANG", help="Only this language; repeatable."
    )
    return option(verb)


def with_json(verb: Verb) -> Verb:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else.")(
        verb
    )


def with_fail_on(verb: Verb) -> Verb:
    """Add `--fail-on`."""
    return click.option(
        "--fail-on", type=click.Choice(FAIL_LEVELS), default="error", show_default=True,
        help="Exit 1 for findings of this level or graver.",
    )(verb)  # fmt: skip


def workspace_of(folder: Path) -> Workspace:
    """Return the workspace of the folder the user named."""
    from publisher.cli.output import note
    from publisher.workspace import Workspace

    return Workspace(folder, waiting=note)


def messages_of(folder: Path) -> Project:
    """Return the project in the folder the user named, its messages only."""
    from publisher.pipeline.project import load_messages

    return load_messages(workspace_of(folder))


def project_of(folder: Path) -> Project:
    """Return the project in the folder the user named."""
    from publisher.pipeline.project import load

    return load(workspace_of(folder))
