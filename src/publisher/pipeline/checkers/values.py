"""What checkers are given, and what they give back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import __version__
from publisher.checks.not_run import not_run
from publisher.engines.answers import Answers
from publisher.errors import ExitCode, PublisherError
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding, Outcome

TOOL = f"publisher {__version__}"
UNSPOKEN = frozenset({Outcome.PASSED, Outcome.INAPPLICABLE})
"""outcomes that are no finding: nobody has to act"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to be tested."""

    path: str
    """relative to the publication"""
    file: Path
    language: str
    key: str
    """hash of the file and of all it loads"""
    index: Mapping[str, tuple[str, int]]
    """source file and line of its blocks, by id"""
    flavours: tuple[str, ...] = ()
    """profiles of veraPDF that a PDF file promises to pass"""
    laid_out: tuple[Finding, ...] | None = None
    """what layout found when the file was made; None when nobody remembers"""
    sha256: str = ""
    """of the file alone, where that is not its key"""
    style: str = ""
    """name of the alternate style that a PDF file is made in; empty for none"""

    @property
    def tested(self) -> TestSubject:
        """What assertions are about."""
        return TestSubject(self.path, self.sha256 or self.key, self.language)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one checker said of its subjects."""

    checker: str
    """its name, and its version where it could be asked"""
    assertions: tuple[Assertion, ...] = ()
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, what nobody can tell, and what was not run."""
        return tuple(item.finding for item in self.assertions if item.outcome not in UNSPOKEN)


@dataclass(frozen=True, slots=True)
class Checker:
    """How one program is asked, and what its silence would leave untested."""

    name: str
    engine: str
    """its name in the probe; empty for our own checks, which need none"""
    prefix: str
    """what its rule ids begin with"""
    suffix: str
    """of the files it tests"""
    run: Callable[[Sequence[Subject], Answers, str], Verdicts]
    """is given files, at least one, and the version of the program; raises PublisherError when it cannot run"""


def ours(name: str, prefix: str, suffix: str, check: Callable[[Sequence[Subject]], Iterable[Assertion]]) -> Checker:
    """Return the checker that a function of ours is, which makes assertions of files."""
    return Checker(name, "", prefix, suffix, lambda subjects, answers, version: Verdicts(TOOL, tuple(check(subjects))))


def reason_of(error: PublisherError) -> str:
    """Return an error in one sentence."""
    return f"{error.message}: {error.why}" if error.why else error.message


def all_not_run(checker: Checker, subjects: Sequence[Subject], error: PublisherError) -> Verdicts:
    """Return that a checker did not test any of its files."""
    name = checker.name if checker.engine else TOOL
    assertions = (
        Assertion(
            replace(
                not_run(
                    checker.prefix, reason_of(error), language=subject.language, subject=subject.path, checker=name
                ),
                hint=error.hint,
            ),
            subject.tested,
        )
        for subject in subjects
    )
    return Verdicts(name, tuple(assertions), error.code)
