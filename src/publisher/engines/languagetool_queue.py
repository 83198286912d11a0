"""Which question is asked next, by whom, and when to give up."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean

from publisher.errors import PublisherError
from publisher.model.question import Profile, Question

FAILURES_IN_A_ROW = 3
"""by time or connection: after so many the server is not asked again"""
ANSWERS_TO_JUDGE = 5
"""before we know how long answers in a language take"""


@dataclass(slots=True)
class Work:
    """The questions of one profile."""

    waiting: deque[Question] = field(default_factory=deque)
    workers: int = 0
    failures: int = 0
    """in a row"""
    answers: list[float] = field(default_factory=list)
    """seconds of each; in those of the first the rules of the language were read"""

    @property
    def needs_help(self) -> bool:
        """Whether a second worker, for whom the rules are read once more, would shorten the work."""
        if len(self.answers) < ANSWERS_TO_JUDGE:
            return False
        first, *others = self.answers
        return len(self.waiting) * fmean(others) / 2 > first


class Queue:
    """Questions shared out among workers, each of whom stays with one language as long as it can.

    A server reads the rules of a language anew for a question that comes while it answers another one in that
    language: two workers on two languages are nearly twice as fast as one, two on one language often slower.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._changed = threading.Condition()
        self._works: dict[Profile, Work] = {}
        self._failures = 0
        self._left: list[tuple[Question, PublisherError]] = []
        for question in dict.fromkeys(questions):
            self._works.setdefault(question.profile, Work()).waiting.append(question)

    def take(self, last: Question | None) -> Question | None:
        """Return the next question for a worker that asked `last` before; None when nothing is left.

        A worker for whom there is none yet waits: another language may come to need help.
        """
        with self._changed:
            work = self._works[last.profile] if last is not None else None
            if work is not None and not work.waiting:
                work.workers -= 1
                work = None
            if work is None:
                self._changed.wait_for(lambda: self._free_work() is not None or self._is_empty())
                work = self._free_work()
                if work is None:
                    return None
                work.workers += 1
            question = work.waiting.popleft()
            self._changed.notify_all()
            return question

    def answered(self, question: Question, seconds: float) -> None:
        """Note how long the server took for an answer, whatever it was."""
        with self._changed:
            work = self._works[question.profile]
            self._failures = work.failures = 0
            work.answers.append(seconds)
            self._changed.notify_all()

    def failed(self, question: Question, why: PublisherError) -> None:
        """Note that the server was late or not there: after some in a row nothing more is asked, or not in a language.

        A server that never answers must not cost its time for every text.
        """
        with self._changed:
            work = self._works[question.profile]
            self._failures += 1
            work.failures += 1
            if self._failures >= FAILURES_IN_A_ROW:
                self._drop(self._works.values(), why)
            elif work.failures >= FAILURES_IN_A_ROW:
                self._drop([work], why)

    def give_up(self, why: PublisherError) -> None:
        """Let every worker end."""
        with self._changed:
            self._drop(self._works.values(), why)

    def close(self) -> None:
        """Let every worker end, whatever is left."""
        with self._changed:
            for work in self._works.values():
                work.waiting.clear()
            self._changed.notify_all()

    def left(self) -> list[tuple[Question, PublisherError]]:
        """Return what was not asked, and why."""
        return self._left

    def _drop(self, works: Iterable[Work], why: PublisherError) -> None:
        for work in works:
            self._left += [(question, why) for question in work.waiting]
            work.waiting.clear()
        self._changed.notify_all()

    def _is_empty(self) -> bool:
        return not any(work.waiting for work in self._works.values())

    def _free_work(self) -> Work | None:
        waiting = [work for work in self._works.values() if work.waiting]
        for work in waiting:
            if work.workers == 0:
                return work
        return max((work for work in waiting if work.needs_help), key=lambda work: len(work.waiting), default=None)
