"""A finding that a person looked at -> a row in the project's list of accepted findings."""

from __future__ import annotations

import difflib

from publisher.accepted import FILE, acceptance, add, is_acceptable
from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding, Outcome
from publisher.pipeline.check import Checked, check
from publisher.pipeline.project import Project
from publisher.pipeline.scope import Scope, named_rule

MOST_NAMED = 8
"""blocks that an error names"""


def accept(project: Project, rule: str, block: str, languages: tuple[str, ...], why: str) -> tuple[Finding, ...]:
    """Accept the findings of a rule in a block and return them.

    Errors: PublisherError (usage) when the rule has nothing to say there, or cannot be accepted; the error of an engine
    that could not be asked.
    """
    known = named_rule(rule)
    if not is_acceptable(rule):
        why_not = "what it speaks of is not published"
        raise PublisherError(f"{rule} cannot be accepted", code=ExitCode.USAGE, why=why_not, hint=known.advice)
    checked = check(project, Scope(languages, (rule,)))
    found = tuple(item for item in checked.findings if item.id == block and item.outcome is not Outcome.UNTESTED)
    if not found:
        raise _nothing(rule, block, checked)
    rows = [acceptance(item, why) for item in found]
    with project.workspace.locked(".accept.lock"):
        text = project.workspace.text(FILE) if project.workspace.exists(FILE) else ""
        project.workspace.write(FILE, add(text, rows).encode())
    return found


def _nothing(rule: str, block: str, checked: Checked) -> PublisherError:
    """Return why there is nothing to accept, and what there is."""
    if checked.engine is not None:
        return PublisherError(f"{rule} was not run", code=checked.engine, hint="run: publisher doctor")
    blocks = sorted({item.id for item in checked.findings if item.id})
    near = difflib.get_close_matches(block, blocks, MOST_NAMED)
    named = list(dict.fromkeys([*near, *blocks]))
    more = ", …" if len(named) > MOST_NAMED else ""
    return PublisherError(
        f"{rule} has nothing to say of “{block}”", code=ExitCode.USAGE,
        why="it was accepted already" if any(item.id == block for item in checked.accepted) else None,
        hint=f"blocks it speaks of: {', '.join(named[:MOST_NAMED])}{more}" if named
        else f"see: publisher check --only {rule}",
    )  # fmt: skip
