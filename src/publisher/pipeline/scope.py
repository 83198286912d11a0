"""How far a check goes: which languages, which rules, which texts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from publisher.errors import ExitCode, PublisherError
from publisher.model.rule import Rule
from publisher.rules import rules


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check was asked for; everything by default."""

    languages: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """rules by id (`translation/number`), subject (`typography`) or pattern (`*/tag-*`)"""
    changed: str | None = None
    """revision of git: only texts that differ from it"""

    def __post_init__(self) -> None:
        for wanted in self.only:
            if not any(_fits(rule, wanted) for rule in rules()):
                raise _unknown(wanted, {rule.partition("/")[0] for rule in rules()})
        if self.changed is not None and not self.changed.strip():  # --changed "$BASE" of a script, without its BASE
            raise PublisherError("no revision is named", code=ExitCode.USAGE, hint="leave it out for HEAD: --changed")

    @property
    def is_whole(self) -> bool:
        """Whether every rule is tried on every text of the languages."""
        return not self.only and self.changed is None

    def holds(self, rule: str) -> bool:
        """Whether findings of a rule are asked for; that a check was not run is told with its subject."""
        subject, _, defect = rule.partition("/")
        asked = any(_fits(rule, wanted) for wanted in self.only)
        return not self.only or asked or (defect == "not-run" and self.asks_for(subject))

    def asks_for(self, subject: str) -> bool:
        """Whether any rule of a subject is asked for."""
        return not self.only or any(
            _fits(rule, wanted) for rule in rules() if rule.startswith(f"{subject}/") for wanted in self.only
        )


def named_rule(name: str) -> Rule:
    """Return a rule by its id; PublisherError (usage) that names the nearest for another."""
    if name not in rules():
        raise _unknown(name, ())
    return rules()[name]


def _unknown(wanted: str, more: Iterable[str]) -> PublisherError:
    near = difflib.get_close_matches(wanted, [*rules(), *more], 1)
    hint = f"did you mean “{near[0]}”?" if near else "see: publisher rules"
    return PublisherError(f"no rule “{wanted}”", code=ExitCode.USAGE, hint=hint)


def _fits(rule: str, wanted: str) -> bool:
    return rule == wanted or rule.startswith(f"{wanted}/") or fnmatchcase(rule, wanted)
