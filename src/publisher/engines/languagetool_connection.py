"""A connection to one server: no proxy, no redirect, no password file, and an end to every wait."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

SECONDS_TO_CONNECT = 3.0
LARGEST_ANSWER = 16 * 1024 * 1024
UNANSWERED = (http.client.HTTPException, OSError, ValueError)
"""what a question may raise: the connection or the time failed with OSError, the answer is none with the others"""
CLOSED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
"""how a connection ends that the server closed since the last question"""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent."""

    status: int
    location: str | None
    """where a redirect leads"""
    body: bytes

    @property
    def is_ok(self) -> bool:
        """Whether it is an answer."""
        return self.status == http.client.OK


class Connection:
    """A kept connection to the server at `url`, which ends in a slash; for one thread, `abort` for any."""

    def __init__(self, url: str) -> None:
        self.url = url
        parts = urlsplit(url)
        self._path = parts.path
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._http = kind(str(parts.hostname), parts.port, timeout=SECONDS_TO_CONNECT)

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def fetch(self, path: str, form: bytes | None, seconds: float) -> Reply:
        """Return the reply to one request: a POST of `form`, a GET without; `path` follows the address.

        Raises TimeoutError after `seconds`, OSError when nobody is there or leaves, HTTPException for what is no HTTP
        or an incomplete body, ValueError for a body that is too large.
        """
        end = time.monotonic() + seconds
        # A server may also send a letter a second: no wait of a single read ends that.
        guard = threading.Timer(seconds, self.abort)
        guard.daemon = True
        guard.start()
        try:
            return self._fetch(path, form, end)
        except UNANSWERED as error:
            self.close()
            if time.monotonic() >= end:
                raise TimeoutError(f"no whole answer in {seconds:.0f} seconds") from error
            raise
        finally:
            guard.cancel()

    def abort(self) -> None:
        """Make a request under way fail."""
        taken = self._http.sock
        if taken is not None:
            with contextlib.suppress(OSError):
                taken.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Leave; the next request connects anew."""
        self._http.close()

    def _fetch(self, path: str, form: bytes | None, end: float) -> Reply:
        was_open = self._http.sock is not None
        try:
            return self._exchange(path, form, end)
        except CLOSED:
            if not was_open or time.monotonic() >= end:
                raise
        self.close()
        return self._exchange(path, form, end)

    def _exchange(self, path: str, form: bytes | None, end: float) -> Reply:
        if self._http.sock is None:
            self._http.connect()
        self._http.sock.settimeout(max(0.01, end - time.monotonic()))
        method, headers = ("GET", {}) if form is None else ("POST", FORM)
        self._http.request(method, f"{self._path}{path}", form, headers)
        response = self._http.getresponse()
        body = response.read(LARGEST_ANSWER + 1)
        if len(body) > LARGEST_ANSWER:
            raise ValueError(f"its answer is larger than {LARGEST_ANSWER} bytes")
        if response.length:
            raise http.client.IncompleteRead(body, response.length)
        if time.monotonic() >= end:
            raise TimeoutError
        is_redirect = http.client.MULTIPLE_CHOICES <= response.status < http.client.BAD_REQUEST
        return Reply(response.status, response.headers.get("location", "nowhere") if is_redirect else None, body)
