"""Verbs, arguments, exit codes; the only room that prints."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click

from publisher.cli import checking, delivering, judging, making, tracing, writing
from publisher.cli.group import cli
from publisher.cli.output import note
from publisher.errors import ExitCode, PublisherError
from publisher.executors import abandon

__all__ = ["checking", "delivering", "judging", "main", "making", "tracing", "writing"]


SECONDS_TO_ASK_AGAIN = 0.1


def _interrupt(number: int, frame: object) -> NoReturn:
    """Stop; and ask again soon, because Python swallows an interrupt that falls into some callbacks of an import."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_TO_ASK_AGAIN)
    raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the verb of the command line; every way out is an exit code of the contract, never a traceback."""
    signal.signal(signal.SIGALRM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        cli.main(standalone_mode=False)
        code: int = ExitCode.DONE
    except PublisherError as error:
        note("\n".join(error.lines()))
        code = error.code
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        place = context.command_path if context else "publisher"
        note(f"error: {error.format_message()}\n  do: {place} --help")
        code = ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        signal.setitimer(signal.ITIMER_REAL, 0)
        abandon()
        note("interrupted")
        # Not sys.exit: CPython dies by the signal itself when the interrupt had passed through an exec().
        os._exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader went away (| head): not our fault, and nothing may be printed any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    except Exception as error:
        if os.environ.get("PUBLISHER_DEBUG"):
            raise
        note(
            f"error: a bug of publisher: {type(error).__name__}: {error}\n"
            "  do: run again with PUBLISHER_DEBUG=1 and report what it prints"
        )
        code = ExitCode.BUG
    sys.exit(code)
