"""One local LanguageTool server for all languages of a run, or the one that `PUBLISHER_LANGUAGETOOL_URL` names."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Generator, Iterable
from types import TracebackType
from urllib.parse import urlsplit

from publisher.engines.languagetool_process import ServerProcess, own_rules
from publisher.engines.languagetool_queue import Queue
from publisher.engines.languagetool_worker import Answer, ask_all
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.question import Question

__all__ = ["URL_VARIABLE", "Answer", "LanguageToolServer"]

URL_VARIABLE = "PUBLISHER_LANGUAGETOOL_URL"
ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:/[\w.~%/+-]*)?", re.IGNORECASE | re.ASCII)
STARTS = 2
"""of our server in one run: it is started again when it dies"""


class LanguageToolServer:
    """A context manager that answers questions on texts; the server starts at the first one and ends with the block.

    With `url`, or `PUBLISHER_LANGUAGETOOL_URL` in the environment, that server is asked, and neither started nor
    stopped.
    """

    def __init__(self, url: str | None = None) -> None:
        named = url or os.environ.get(URL_VARIABLE)
        self._named = server_url(named) if named else None
        self._process: ServerProcess | None = None
        self._starts = 0
        self._failure: PublisherError | None = None
        self._lock = threading.Lock()
        self._version: str | None = None

    def __enter__(self) -> LanguageToolServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def version(self) -> str:
        """Version of LanguageTool, such as `6.7`; asks the server only when it is not ours.

        Raises PublisherError: ENGINE_MISSING without the jars, ENGINE_FAILED when the server does not say.
        """
        if self._version is None:
            self._version = self._remote_version() if self._named else str(require("languagetool").version)
        return self._version

    @property
    def identity(self) -> str:
        """What an answer depends on beside the question: the version, and our rules or which server it is."""
        return f"{self.version} {self._named or own_rules()}"

    @property
    def is_ours(self) -> bool:
        """Whether we start the server."""
        return self._named is None

    def ask(self, questions: Iterable[Question]) -> Generator[tuple[Question, Answer], None, None]:
        """Yield each distinct question with its answer, as they come; two are under way at a time.

        A question without an answer has its error: ENGINE_MISSING without Java or the jars, ENGINE_FAILED when the
        server cannot be reached, is late, or answers something else. After three failures in a row by time or
        connection the rest is not asked.
        """
        asked = list(questions)
        if asked:
            yield from ask_all(self, Queue(asked))

    def url(self) -> str:
        """Return the address of the server, which is started when it is ours and none runs.

        One that died is started again, once. Raises PublisherError when it does not come up.
        """
        if self._named is not None:
            return self._named
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._starts == 0 or (self._starts < STARTS and self.has_died()):
                self._start()
            if self._process is None:
                raise self.error(ConnectionError("it was stopped"))
            return self._process.url

    def has_died(self, seconds: float = 0) -> bool:
        """Whether the server was ours and has ended by itself; `seconds` are those it may take to."""
        return self._process is not None and self._process.ended(seconds) is not None

    def stop(self) -> None:
        """End the server if we started it; nothing happens when it has ended."""
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def error(self, error: Exception) -> PublisherError:
        """Return what a failure means to the user."""
        ended = self._process.ended() if self._process is not None else None
        if ended is not None:
            why = f"its process ended by itself ({ended})"
        else:
            why = " ".join(str(error).split())[:300] or type(error).__name__
        if self._named is not None:
            hint = f"start the server at {self._named}, or unset {URL_VARIABLE} to use a local one"
        else:
            hint = "run the command again; if it fails again, run: publisher doctor"
        return PublisherError("LanguageTool did not answer", code=ExitCode.ENGINE_FAILED, why=why, hint=hint)

    def _start(self) -> None:
        self.stop()
        self._starts += 1
        # Known before it is up: who is interrupted meanwhile can end it.
        self._process = process = ServerProcess()
        try:
            process.start()
        except PublisherError as error:
            self._failure = error
            raise

    def _remote_version(self) -> str:
        from publisher.engines.languagetool_client import FAILURES, server_version

        try:
            return server_version(str(self._named))
        except FAILURES as error:
            raise self.error(error) from error


def server_url(named: str) -> str:
    """Return the address of a server as its API is found from, with a slash at its end.

    Raises PublisherError USAGE when it is not an http address, or has more than a host, a port and a path: what stands
    before an @ hides which host is asked.
    """
    if ADDRESS.fullmatch(named.strip()):
        with contextlib.suppress(ValueError):
            parts = urlsplit(named.strip())
            if parts.hostname and parts.port != 0:
                path = parts.path.rstrip("/").removesuffix("/v2")
                return parts._replace(path=f"{path}/").geturl()
    raise PublisherError(
        f"{URL_VARIABLE} is not the address of a server: {named[:200]}",
        code=ExitCode.USAGE,
        hint="write it like http://localhost:8081/, or unset it to use a local server",
    )
