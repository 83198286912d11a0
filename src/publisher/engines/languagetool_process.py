"""The Java process of a local LanguageTool server: its port, its start, its certain end."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import re
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from publisher.engines.java import class_path, java_command, last_line, start_java, stop
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError

MAIN_CLASS = "org.languagetool.server.HTTPServer"
# LanguageTool reads `grammar_custom.xml` of a language beside its own rules when the class path has one.
OWN_RULES = Path(__file__).with_name("languagetool_rules")
HEAP = "1500m"
# Reading rules makes much garbage, and while Java collects it no question is answered: with room for new objects it
# collects ten times instead of fifty, and two languages at once take a tenth less time.
ROOM = (f"-Xms{HEAP}", "-Xmn700m")
# Without pipeline caching the rules of a language are read anew for every question: a second each instead of 5 ms.
SETTINGS = """\
cacheSize=2000
pipelineCaching=true
maxPipelinePoolSize=20
pipelineExpireTimeInSeconds=3600
"""
# Java's server sends head and body of an answer apart; Nagle's algorithm then holds the body back for 40 ms.
NO_DELAY = "-Dsun.net.httpserver.nodelay=true"
SECONDS_TO_START = 60.0
PORTS_TO_TRY = 3
PORT_TAKEN = re.compile("Address already in use|PortBinding")
# Java must end with us even when we are killed: the pipe closes with our process, whatever ended it.
WATCH = 'read -r _; kill -KILL "-$0"; rm -rf "$1"'


class ServerProcess:
    """A server on a free port of this machine, not reachable from others."""

    def __init__(self) -> None:
        self.url = ""
        self._java: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> None:
        """Start the server and wait until it listens.

        Raises PublisherError ENGINE_MISSING without Java or jars, ENGINE_FAILED when it does not come up.
        """
        engine = require("languagetool")
        self._folder = tempfile.TemporaryDirectory(prefix="publisher-languagetool-", ignore_cleanup_errors=True)
        try:
            said: str | None = ""
            for _ in range(PORTS_TO_TRY):
                said = self._try_port(
                    f"{OWN_RULES}{os.pathsep}{class_path(engine)}", Path(self._folder.name), free_port()
                )
                if said is None:
                    return
                if not PORT_TAKEN.search(said):
                    break
            raise PublisherError(
                "LanguageTool did not start",
                code=ExitCode.ENGINE_FAILED,
                why=last_line(said or "", "it ended without a word"),
                hint=f"it needs {HEAP} of memory; check with: publisher doctor",
            )
        except BaseException:
            self.stop()
            raise

    def ended(self, seconds: float = 0) -> str | None:
        """Return how the process ended, None while it still runs after `seconds`."""
        if self._java is None:
            return "it was stopped"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._java.wait(seconds)
        code = self._java.poll()
        return None if code is None else f"signal {-code}" if code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """End the process and remove its files; nothing happens when that is done."""
        # The watch goes first: it must not outlive Java and then kill whoever has its number.
        for process in (self._watch, self._java):
            if process is not None:
                stop(process)
        if self._watch is not None and self._watch.stdin is not None:
            self._watch.stdin.close()
        if self._folder is not None:
            self._folder.cleanup()
        self._watch = self._java = self._folder = None

    def _try_port(self, jars: str, folder: Path, port: int) -> str | None:
        """Return None when the server listens on `port`, else what it said before it ended or was ended."""
        settings, log = folder / "server.properties", folder / "server.log"
        settings.write_text(SETTINGS, encoding="utf-8")
        options = (*ROOM, NO_DELAY, f"-Djna.tmpdir={folder}", "-cp", jars, MAIN_CLASS)
        command = [*java_command(options, heap=HEAP), "--port", str(port), "--config", str(settings)]
        with log.open("wb") as out:
            self._java = start_java("LanguageTool", command, stdout=out.fileno(), stderr=subprocess.STDOUT)
        self._watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, str(self._java.pid), str(folder)], stdin=subprocess.PIPE, start_new_session=True
        )
        end = time.monotonic() + SECONDS_TO_START
        while self._java.poll() is None and time.monotonic() < end:
            if is_ready(port):
                self.url = f"http://127.0.0.1:{port}/"
                return None
            time.sleep(0.1)
        is_late = self._java.poll() is None
        for process in (self._watch, self._java):
            stop(process)
        said = log.read_text(encoding="utf-8", errors="replace")
        return f"it was not ready after {SECONDS_TO_START:.0f} seconds" if is_late else said


@cache
def own_rules() -> str:
    """Return a hash of our own rules: answers change with them as with a version of LanguageTool."""
    content = hashlib.sha256()
    for file in sorted(OWN_RULES.rglob("*.xml")):
        content.update(file.read_bytes())
    return content.hexdigest()[:16]


def free_port() -> int:
    """Return a port of this machine that nobody listens on; another program may still take it first."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def is_ready(port: int) -> bool:
    """Return whether a LanguageTool server on this machine answers that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
