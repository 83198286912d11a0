"""Checkers side by side: what one does neither waits for another nor falls with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import Any

from publisher.engines import children
from publisher.engines.answers import Answers
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.evidence import Assertion
from publisher.pipeline.checkers.values import Checker, Subject, Verdicts, all_not_run
from publisher.pipeline.request import Progress, silent
from publisher.standards.requirements import requirements

Ask = Callable[[Checker], Verdicts]
SECONDS_BETWEEN_LOOKS = 0.2
"""while checkers are being stopped"""


def run_all(
    checkers: Sequence[Checker],
    subjects: Sequence[Subject],
    answers: Answers,
    progress: Progress = silent,
    meanwhile: Callable[[], object] = tuple,
) -> tuple[Verdicts, ...]:
    """Return what checkers say of the files that are their own, in the order of the checkers.

    Outside programs run at once, each watched by a thread; our own checks run here, then `meanwhile`, which needs no
    answer of theirs. One that cannot run, or fails in any way, is "not run" for each of its files, and the others go
    on. An interrupt, or an error in `meanwhile`, ends what was started.
    """

    def ask(checker: Checker) -> Verdicts:
        return run(checker, subjects, answers)

    outside = [checker for checker in checkers if checker.engine]
    before = children.running()
    with ThreadPoolExecutor(max(1, len(outside)), "checker") as pool:
        futures = {checker.name: pool.submit(ask, checker) for checker in outside}
        try:
            said = _of_our_own(checkers, futures, ask, progress)
            meanwhile()
            said |= _awaited(futures, len(said), len(checkers), progress)
            return tuple(said[checker.name] for checker in checkers)
        except BaseException:
            _stop(list(futures.values()), before)
            raise


def run(checker: Checker, subjects: Sequence[Subject], answers: Answers) -> Verdicts:
    """Return what a checker says of the files that are its own; when it cannot run, each is "not run" by its name."""
    own = [subject for subject in subjects if subject.path.endswith(checker.suffix)]
    if not own:
        return Verdicts(checker.name)
    try:
        version = str(require(checker.engine).version) if checker.engine else ""
        said = checker.run(own, answers, version)
    except PublisherError as error:
        said = all_not_run(checker, own, error)
    except Exception as error:  # whatever goes wrong in one checker, the others have their say
        said = all_not_run(checker, own, _crash(checker, error))
    untested = any(item.is_not_run for item in said.assertions)
    engine = said.engine or (ExitCode.ENGINE_FAILED if untested else None)
    folders = {f"{folder}/" for subject in own for folder in (subject.file.parent, subject.file.absolute().parent)}
    longest = sorted(folders, key=len, reverse=True)
    completed = (_completed(item, longest) for item in said.assertions)
    return replace(said, assertions=tuple(completed), engine=engine)


def _of_our_own(
    checkers: Sequence[Checker], futures: Mapping[str, Future[Verdicts]], ask: Ask, progress: Progress
) -> dict[str, Verdicts]:
    said: dict[str, Verdicts] = {}
    progress("audit", 0, len(checkers))
    for checker in checkers:
        if checker.name not in futures:
            said[checker.name] = ask(checker)
            progress("audit", len(said), len(checkers))
    return said


def _awaited(
    futures: Mapping[str, Future[Verdicts]], before: int, total: int, progress: Progress
) -> dict[str, Verdicts]:
    """Return what outside programs say; `before` others of `total` have spoken already."""
    waiting = set(futures.values())
    while waiting:
        _, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        progress("audit", before + len(futures) - len(waiting), total)
    return {name: future.result() for name, future in futures.items()}


def _stop(futures: Sequence[Future[Any]], before: frozenset[int]) -> None:
    """End the programs that were started, until no thread waits for one: a thread may start another."""
    # A driver that is ended in the middle of a talk leaves words that nobody waits for, which would be shown.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    waiting = {future for future in futures if not future.cancel()}
    while waiting:
        children.end(children.running() - before)
        _, waiting = wait(waiting, timeout=SECONDS_BETWEEN_LOOKS)


def _crash(checker: Checker, error: Exception) -> PublisherError:
    return PublisherError(
        f"{checker.name} could not be used",
        code=ExitCode.ENGINE_FAILED if checker.engine else ExitCode.BUG,
        why=f"{type(error).__name__}: {error}"[:300],
        hint="run: publisher doctor; when that finds nothing, report the fault of this tool",
    )


def _completed(assertion: Assertion, folders: Sequence[str]) -> Assertion:
    """Return an assertion with what standards ask for; why something was not run names no folder of this machine."""
    finding = assertion.finding
    if assertion.is_not_run:
        said = finding.message
        for folder in folders:
            said = said.replace(folder, "")
        finding = replace(finding, message=said)
    asked = requirements(finding.rule, assertion.subject.kind, assertion.requirements.wcag)
    return replace(assertion, finding=finding, requirements=asked)
