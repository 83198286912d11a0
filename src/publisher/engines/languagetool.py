"""One local LanguageTool server for all languages of a run, or the one that `PUBLISHER_LANGUAGETOOL_URL` names."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from publisher.engines.languagetool_answer import matches_of
from publisher.engines.languagetool_process import ServerProcess
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import Match

if TYPE_CHECKING:
    from publisher.engines.languagetool_client import Client

__all__ = ["URL_VARIABLE", "LanguageToolServer", "Match"]

URL_VARIABLE = "PUBLISHER_LANGUAGETOOL_URL"
REQUESTS_IN_FLIGHT = 2


class LanguageToolServer:
    """A context manager that answers questions on texts; the server starts at the first one and ends with the block.

    With `url`, or `PUBLISHER_LANGUAGETOOL_URL` in the environment, that server is asked, and neither started nor
    stopped. Every method raises PublisherError: ENGINE_MISSING without Java or the jars, ENGINE_FAILED when the server
    cannot be reached, is late, or answers something else.
    """

    def __init__(self, url: str | None = None) -> None:
        named = url or os.environ.get(URL_VARIABLE)
        self._url = server_url(named) if named else None
        self._process: ServerProcess | None = None
        self._clients: dict[tuple[str, tuple[str, ...]], Client] = {}
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
        """Version of LanguageTool, such as `6.7`; asks the server only when it is not ours."""
        if self._version is None:
            self._version = self._remote_version() if self._url else str(require("languagetool").version)
        return self._version

    @property
    def identity(self) -> str:
        """What an answer depends on beside the question: the version, and which server when it is not ours."""
        return f"{self.version} {self._url or 'local'}"

    def check(self, text: str, code: str, disabled_rules: tuple[str, ...] = ()) -> tuple[Match, ...]:
        """Return the remarks on a text in the language `code`, in the order of the text."""
        if not text.strip():
            return ()
        return self._ask(self._client(code, disabled_rules), text)

    def check_many(
        self,
        texts: Sequence[str],
        code: str,
        disabled_rules: tuple[str, ...] = (),
        on_progress: Callable[[int, int], None] | None = None,
    ) -> dict[str, tuple[Match, ...]]:
        """Return the remarks on each text, two questions at a time; `on_progress` is told how many of how many."""
        distinct = list(dict.fromkeys(texts))
        if not distinct:
            return {}
        client = self._client(code, disabled_rules)
        pool = ThreadPoolExecutor(REQUESTS_IN_FLIGHT, "languagetool")
        try:
            futures = {pool.submit(self._ask, client, text): text for text in distinct}
            waiting = set(futures)
            while waiting:
                done, waiting = wait(waiting, timeout=0.5, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
                if on_progress is not None:
                    on_progress(len(distinct) - len(waiting), len(distinct))
            return {text: future.result() for future, text in futures.items()}
        except BaseException:
            # An answer in flight would hold us up; without the server it fails at once.
            pool.shutdown(wait=False, cancel_futures=True)
            self.stop()
            raise
        finally:
            pool.shutdown(wait=True)

    def stop(self) -> None:
        """End the server if we started it; nothing happens when it has ended."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            client.close()
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def _client(self, code: str, disabled_rules: tuple[str, ...]) -> Client:
        from publisher.engines.languagetool_client import FAILURES, Client

        with self._lock:
            key = (code, disabled_rules)
            if key not in self._clients:
                url = self._started_url()
                try:
                    self._clients[key] = Client(code, url, disabled_rules)
                except FAILURES as error:
                    raise self._failed(error) from error
            return self._clients[key]

    def _ask(self, client: Client, text: str) -> tuple[Match, ...]:
        from publisher.engines.languagetool_client import FAILURES

        if not text.strip():
            return ()
        try:
            return matches_of(client.answer(text), text)
        except FAILURES as error:
            raise self._failed(error) from error

    def _started_url(self) -> str:
        if self._url is not None:
            return self._url
        if self._process is None:
            process = ServerProcess()
            process.start()
            self._process = process
        return self._process.url

    def _remote_version(self) -> str:
        from publisher.engines.languagetool_client import FAILURES, server_version

        try:
            return server_version(str(self._url))
        except FAILURES as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> PublisherError:
        process = self._process
        if process is not None and (ended := process.ended()) is not None:
            why = f"its process ended by itself ({ended})"
        else:
            why = " ".join(str(error).split())[:300] or type(error).__name__
        if self._url is not None:
            hint = f"start the server at {self._url}, or unset {URL_VARIABLE} to use a local one"
        else:
            hint = "run the command again; if it fails again, run: publisher doctor"
        return PublisherError("LanguageTool did not answer", code=ExitCode.ENGINE_FAILED, why=why, hint=hint)


def server_url(named: str) -> str:
    """Return the address of a server as its API is found from, with a slash at its end.

    Raises PublisherError USAGE when it is not an http address.
    """
    parts = urlsplit(named.strip())
    try:
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or parts.query or parts.fragment:
        raise PublisherError(
            f"{URL_VARIABLE} is not the address of a server: {named}",
            code=ExitCode.USAGE,
            hint="write it like http://localhost:8081/, or unset it to use a local server",
        )
    path = parts.path.rstrip("/").removesuffix("/v2")
    return parts._replace(path=f"{path}/").geturl()
