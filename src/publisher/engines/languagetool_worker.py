"""A thread that asks a LanguageTool server one question after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from publisher.engines.languagetool_answer import matches_of
from publisher.engines.languagetool_connection import Connection
from publisher.engines.languagetool_queue import Queue
from publisher.errors import PublisherError
from publisher.model.question import Profile, Question
from publisher.model.verdict import Match

if TYPE_CHECKING:
    from publisher.engines.languagetool_client import Client

REQUESTS_IN_FLIGHT = 2
SECONDS_TO_LEAVE = 2.0
SECONDS_TO_DIE = 0.5
"""until a process has ended whose connections have"""

Answer = tuple[Match, ...] | PublisherError
"""the remarks on a text in its order, or why there is no answer"""
Result = tuple[Question, Answer] | BaseException | None
"""None when a worker has ended, an exception when it fell"""


class Server(Protocol):
    """What a worker needs of a server."""

    @property
    def is_ours(self) -> bool:
        """Whether we started it."""

    def url(self) -> str:
        """Return its address, once it can be asked; PublisherError when it does not come up."""

    def has_died(self, seconds: float) -> bool:
        """Whether it was ours and has ended by itself, or does within `seconds`."""

    def error(self, error: Exception) -> PublisherError:
        """Return what a failure means to the user."""


def ask_all(server: Server, todo: Queue) -> Generator[tuple[Question, Answer], None, None]:
    """Yield each question with its answer as they come, and those that were not asked at the end."""
    results: SimpleQueue[Result] = SimpleQueue()
    workers = [Worker(server, todo, results) for _ in range(REQUESTS_IN_FLIGHT)]
    for worker in workers:
        worker.start()
    try:
        # The library is slow to import; Java is slower to start.
        import publisher.engines.languagetool_client  # noqa: F401

        running = len(workers)
        while running:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                running -= 1
            else:
                yield result
    finally:
        todo.close()
        for worker in workers:
            worker.leave()
    yield from todo.left()


class Worker(threading.Thread):
    """Takes questions as long as there are some; `results` gets each with its answer, and None at the end."""

    def __init__(self, server: Server, todo: Queue, results: SimpleQueue[Result]) -> None:
        super().__init__(name="languagetool", daemon=True)
        self._server = server
        self._todo = todo
        self._results = results
        self._connection: Connection | None = None
        self._client: Client | None = None
        self._warmed_up: set[tuple[str, Profile]] = set()
        self._is_leaving = False

    def run(self) -> None:
        """Ask; called by `start`."""
        question: Question | None = None
        try:
            while not self._is_leaving:
                last, question = question, self._todo.take(question)
                if question is None:
                    break
                if last is None or last.profile != question.profile:
                    self._client = None
                self._results.put((question, self._answer(question)))
            self._results.put(None)
        except BaseException as error:
            self._results.put(error)
        finally:
            if self._connection is not None:
                self._connection.close()

    def leave(self) -> None:
        """Ask nothing more and wait for nothing, from another thread."""
        self._is_leaving = True
        if self._connection is not None:
            self._connection.abort()
        self.join(SECONDS_TO_LEAVE)

    def _answer(self, question: Question) -> Answer:
        from publisher.engines.languagetool_client import FAILURES

        begun = time.monotonic()
        try:
            found = self._ask(question)
        except PublisherError as error:
            self._todo.give_up(error)
            return error
        except OSError as error:
            why = self._server.error(error)
            self._todo.failed(question, why)
            return why
        except FAILURES as error:
            self._todo.answered(question, time.monotonic() - begun)
            return self._server.error(error)
        self._todo.answered(question, time.monotonic() - begun)
        return found

    def _ask(self, question: Question) -> tuple[Match, ...]:
        try:
            return self._ask_once(question)
        except OSError:
            if not self._server.has_died(SECONDS_TO_DIE):
                raise
        return self._ask_once(question)

    def _ask_once(self, question: Question) -> tuple[Match, ...]:
        from publisher.engines.languagetool_client import SECONDS_TO_ANSWER, SECONDS_TO_WARM_UP, Client

        url = self._server.url()
        if self._connection is None or self._connection.url != url:
            self._connection, self._client = Connection(url), None
        if self._client is None:
            is_cold = self._server.is_ours and (url, question.profile) not in self._warmed_up
            self._client = Client(
                question.profile, self._connection, SECONDS_TO_WARM_UP if is_cold else SECONDS_TO_ANSWER
            )
            self._warmed_up.add((url, question.profile))
        return matches_of(self._client.answer(question), question)
