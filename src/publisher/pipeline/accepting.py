"""A finding that a person looked at -> a row in the project's list of accepted findings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.accepted import FILE, MEASURED, acceptance, add, is_acceptable, is_audited, may_be_accepted
from publisher.errors import ExitCode, PublisherError
from publisher.model.acceptance import key_of
from publisher.model.evidence import Evidence
from publisher.model.finding import Finding, Outcome
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.check import check
from publisher.pipeline.project import Project
from publisher.pipeline.record import Record
from publisher.pipeline.reported import report_of
from publisher.pipeline.request import chosen
from publisher.pipeline.scope import Scope, named_rule

MOST_NAMED = 8
"""blocks that an error names"""
OTHERS = ("html/", "pdf/")
"""beginnings of rules that other programs say in an audit"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule has to say in some languages."""

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    """what was accepted before"""
    hint: str
    """where its findings are listed"""
    silent: PublisherError | None = None
    """why it says nothing, when it was not asked"""


def accept(project: Project, rule: str, block: str, languages: tuple[str, ...], why: str) -> tuple[Finding, ...]:
    """Accept the findings of a rule in a block and return them: those of a check, or of the last audit.

    Errors: PublisherError (usage) when the rule has nothing to say there, or cannot be accepted; the error of an engine
    that could not be asked.
    """
    tags = chosen(project.publication, languages)
    _refuse(project, rule, tags)
    said = _audited(project, rule, tags) if is_audited(rule) else _checked(project, rule, languages)
    found = tuple(item for item in said.open if item.id == block)
    if not found:
        raise said.silent or _nothing(rule, block, said)
    rows = [acceptance(item, why) for item in found]
    workspace = project.workspace
    with workspace.sources_locked():
        before = workspace.read(FILE) if workspace.exists(FILE) else None
        text = workspace.text(FILE) if before is not None else ""
        workspace.write_all({FILE: add(text, rows).encode()}, {FILE: before})
    return found


def _refuse(project: Project, rule: str, tags: Iterable[str]) -> None:
    """Raise PublisherError (usage) for a rule that cannot be accepted, or that nobody knows."""
    foreign = rule.startswith(OTHERS) and not is_acceptable(rule)
    if foreign and any(item.finding.rule == rule for found in _reports(project, tags) for item in found.assertions):
        raise PublisherError(
            f"{rule} cannot be accepted", code=ExitCode.USAGE, why="another program says it, no rule of ours",
            hint="mend it, or let only what is new count: publisher audit --baseline FILE",
        )  # fmt: skip
    advice = None if rule == MEASURED else named_rule(rule).advice
    if not is_acceptable(rule):
        why = "what it speaks of is not published"
        raise PublisherError(f"{rule} cannot be accepted", code=ExitCode.USAGE, why=why, hint=advice)


def _checked(project: Project, rule: str, languages: tuple[str, ...]) -> Said:
    checked = check(project, Scope(languages, (rule,)))
    spoken = tuple(item for item in checked.findings if item.outcome is not Outcome.UNTESTED)
    silent = checked.engine and PublisherError(
        f"{rule} was not run", code=checked.engine, hint="run: publisher doctor"
    )  # fmt: skip
    return Said(spoken, checked.accepted, f"see: publisher check --only {rule}", silent or None)


def _audited(project: Project, rule: str, tags: Iterable[str]) -> Said:
    """Return what the last audit says by a rule: one that was accepted since then is no more to be accepted."""
    reports = _reports(project, tags)
    said = [item for report in reports for item in report.assertions if item.finding.rule == rule]
    found = [item.finding for item in said if may_be_accepted(item)]
    known = {item.key for item in read_acceptances(project.workspace)}
    hint = "run: publisher audit"
    silent = None if reports else PublisherError("nothing was audited", code=ExitCode.USAGE, hint=hint)
    return Said(
        tuple(finding for finding in found if key_of(finding) not in known),
        tuple(finding for finding in found if key_of(finding) in known),
        f"{hint}; what it finds stands in build/reports/",
        silent,
    )


def _reports(project: Project, tags: Iterable[str]) -> tuple[Evidence, ...]:
    record = Record(project.workspace, "")
    return tuple(report for tag in tags if (report := report_of(record, tag)))


def _nothing(rule: str, block: str, said: Said) -> PublisherError:
    """Return why there is nothing to accept, and what there is."""
    blocks = sorted({item.id for item in said.open if item.id})
    near = difflib.get_close_matches(block, blocks, MOST_NAMED)
    named = list(dict.fromkeys([*near, *blocks]))
    more = ", …" if len(named) > MOST_NAMED else ""
    return PublisherError(
        f"{rule} has nothing to say of “{block}”", code=ExitCode.USAGE,
        why="it was accepted already" if any(item.id == block for item in said.accepted) else None,
        hint=f"blocks it speaks of: {', '.join(named[:MOST_NAMED])}{more}" if named else said.hint,
    )  # fmt: skip
