"""What a process under test reaches for, told by Python itself: written to a file, whatever code it was asked by."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

REACHING = frozenset(
    "socket.connect socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.sendto socket.sendmsg"
    " os.system urllib.Request ftplib.connect smtplib.connect".split()
)
STARTING = frozenset("subprocess.Popen os.exec os.posix_spawn os.spawn pty.spawn".split())
logs: list[str] = []
"""the file to write to, last"""


def watch(file: str) -> None:
    """Write what is reached for to a file from now on; forks inherit it, programs that are started are named."""
    if not logs:
        sys.addaudithook(_heard)
    logs.append(file)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in REACHING:
        of_socket = isinstance(arguments[0], socket.socket)
        if of_socket and arguments[0].family == socket.AF_UNIX:
            return
        _write(f"network: {event} {arguments[1:] if of_socket else arguments!r}")
    elif event in STARTING:
        _write(f"program: {arguments[0]!r} {arguments[1]!r}")


def _write(what: str) -> None:
    # Opened anew each time: processes of the product close what they inherit.
    number = os.open(logs[-1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(number, what[:2000].encode("ascii", "backslashreplace").replace(b"\n", b" ") + b"\n")
    os.close(number)
