"""A server that speaks LanguageTool's language and answers as a test decides."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

Reply = Callable[[dict[str, str]], tuple[int, bytes, dict[str, str]]]
"""fields of a question -> status, body, headers"""
LANGUAGES = json.dumps([{"code": code, "longCode": code} for code in ("fr", "en-GB", "es", "ar")]).encode()
INFO = json.dumps({"software": {"version": "6.7", "commit": "abc"}}).encode()


class Fake:
    """A server on a free port, until `close`; `checked` are the questions it was asked."""

    def __init__(self, check: Reply, languages: bytes = LANGUAGES) -> None:
        self.checked: list[dict[str, str]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.reply(200, INFO if self.path.endswith("info") else languages, {})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                fields = {name: values[0] for name, values in parse_qs(body).items()}
                fake.checked.append(fields)
                self.reply(*check(fields))

            def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                # A client that waited long enough has left.
                with contextlib.suppress(ConnectionError):
                    self.send_response(status)
                    for name, value in {"content-length": str(len(body)), **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()


def answering(value: object) -> Reply:
    """Return a reply that is always the same JSON."""
    return lambda _: (200, json.dumps(value).encode(), {})


def match(**changes: object) -> dict[str, object]:
    """Return a remark as LanguageTool gives it."""
    rule = {"id": "R", "issueType": "misspelling", "category": {"id": "TYPOS"}}
    return {"message": "m", "offset": 0, "length": 2, "replacements": [{"value": "x"}], "rule": rule} | changes
