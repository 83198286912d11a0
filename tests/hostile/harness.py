"""Puts a case on the disk, runs it, and holds what it left against `oracles.faults`."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.hostile.case import Case, Line, Put, Ran, Result
from tests.hostile.oracles import faults
from tests.hostile.outside import OUTSIDE, SECRET, SOUND

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WALL = 200.0
"""seconds after which a command hangs: ten times what it may take, because machines are shared"""


class Canary:
    """A web server that should never be asked for anything."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.requestline)
                self.send_response(200)
                self.end_headers()

            do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names http.server asks for

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Hostile:
    """The laboratory: one process that forks the product for each command, one web server, one home."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.canary = Canary()
        self.home = scratch / "home"
        (self.home / ".ssh").mkdir(parents=True)
        (self.home / ".ssh/id_rsa").write_text(SECRET, "ascii")
        self.cache = scratch / "cache"
        self.driver = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.driver"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | {"HOME": str(self.home)},
        )  # fmt: skip

    def close(self) -> None:
        assert self.driver.stdin is not None and self.driver.stdout is not None
        self.driver.stdin.close()
        self.driver.stdout.close()
        self.driver.wait(10)
        self.canary.close()

    def __call__(self, case: Case, *, keep: bool = False) -> Result:
        """Try a case and assert all that has to hold; what it left is removed, unless it is to be read by others."""
        base = Path(tempfile.mkdtemp(prefix=f"{case.name[:40]}-", dir=self.scratch))
        try:
            result = self.tried(case, base)
            found = list(faults(case, result, self.placed(case.files, base), self.canary.hits))
            self.canary.hits.clear()
            assert not found, _told(case, found, result)
            if case.also is not None:
                case.also(result)
        finally:
            if not keep:
                shutil.rmtree(base, ignore_errors=True)
        return result

    def tried(self, case: Case, base: Path) -> Result:
        """Lay a case out in an empty folder, and run its commands."""
        folder, outside = base / "publication", base / "publication_outside"
        outside.mkdir()
        for name, data in OUTSIDE.items():
            (outside / name).write_bytes(data)
        for name, put in self.placed(case.files, base).items():
            _put(folder / name, put)
        ran = []
        for number, line in enumerate(case.verbs):
            ran.append(self.run(line, case, base, number))
            if ran[-1].late:
                break
        return Result(folder, tuple(ran))

    def placed(self, files: Mapping[str, Put], base: Path) -> dict[str, Put]:
        """Return what lies in the publication of a case before its commands: the sound files with its own over them."""
        laid: dict[str, Put] = dict(SOUND)
        words = {"@OUTSIDE@": f"{base}/publication_outside", "@SERVER@": self.canary.address, "@HOME@": str(self.home)}
        for name, put in files.items():
            for covered in [known for known in SOUND if known.startswith(f"{name}/")]:
                laid.pop(covered, None)  # a link in the place of a folder
            laid[name] = _filled(put(SOUND[name]) if callable(put) else put, words)
        return laid

    def run(self, line: Line, case: Case, base: Path, number: int) -> Ran:
        """Run one command line in the publication."""
        given = shlex.split(line) if isinstance(line, str) else list(line)
        words = {"@OUTSIDE@": f"{base}/publication_outside", "@SERVER@": self.canary.address}
        arguments = [str(_filled(word, words)) for word in given]
        names = {stream: str(base / f"{stream}-{number}") for stream in (1, 2)} | dict(case.streams)
        log = base / f"log-{number}"
        log.touch()
        request = {
            "folder": str(base / "publication"), "arguments": arguments, "env": self.environment(case), "wall": WALL,
            "out": names[1], "err": names[2], "log": str(log), "fresh": case.fresh, "guarded": str(HERE / "guarded"),
            "watched": [str(base / "publication_outside"), str(self.home / ".ssh")],
        }  # fmt: skip
        assert self.driver.stdin is not None and self.driver.stdout is not None
        self.driver.stdin.write(json.dumps(request) + "\n")
        self.driver.stdin.flush()
        answer: dict[str, Any] = json.loads(self.driver.stdout.readline())
        outside = answer.pop("outside")
        out, err = (_said(names[stream]) for stream in (1, 2))
        return Ran(out=out, err=err, reached=(*log.read_text("ascii").splitlines(), *outside), **answer)

    def environment(self, case: Case) -> dict[str, str]:
        """Return the environment of a command: nothing of the machine's but where programs are."""
        own = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", "TMPDIR": str(self.scratch),
            "PUBLISHER_CACHE_DIR": str(self.cache), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        return {name: value for name, value in (own | dict(case.env)).items() if value is not None}


def _filled(put: Any, words: Mapping[str, str]) -> Any:
    """Return a text, or the target of a link, with the places of this run in it."""
    if isinstance(put, str):
        for word, value in words.items():
            put = put.replace(word, value)
    elif isinstance(put, bytes):
        for word, value in words.items():
            put = put.replace(word.encode(), value.encode())
    elif hasattr(put, "target"):
        return type(put)(_filled(put.target, words))
    return put


def _put(path: Path, put: Put) -> None:
    if put is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(put, bytes | str):
        path.write_bytes(put if isinstance(put, bytes) else put.encode("utf-8", "surrogateescape"))
    else:
        assert not callable(put)
        put.make(path)


def _said(name: str) -> str:
    path = Path(name)
    return path.read_bytes().decode("utf-8", "backslashreplace") if name and path.is_file() else ""


def _told(case: Case, found: Iterable[str], result: Result) -> str:
    """Return what went wrong, for whoever reads the failed test."""
    last = result.last
    said = "\n".join(f"  {name}: {text[:700]}" for name, text in (("out", last.out), ("err", last.err)) if text)
    listed = "\n".join(f"  - {fault}" for fault in found)
    return f"{case.name}\n{listed}\nit tries: {case.attempts}\nit must: {case.must}\n{said}"
