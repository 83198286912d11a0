"""language-tool-python as a client that asks one server, waits a bounded time, and goes nowhere else.

Imported when the first question is asked, because the library is slow to import.
"""

from __future__ import annotations

import json
import re
from typing import Literal
from urllib.parse import urlencode

from language_tool_python import LanguageTool
from language_tool_python.exceptions import LanguageToolError

from publisher.engines.languagetool_connection import UNANSWERED, Connection
from publisher.model.question import Profile, Question

SECONDS_TO_ANSWER = 10.0
SECONDS_TO_WARM_UP = 60.0
"""for the first question to a server that we started: it loads the rules of the language"""
VERSION = re.compile(r"[\w.+-]{1,60}")
"""of a server, and its commit"""
FAILURES = (LanguageToolError, *UNANSWERED)
"""what asking may raise; the text of each says why"""


def ask(connection: Connection, path: str, fields: dict[str, str] | None, seconds: float) -> object:
    """Return the JSON of one answer: a POST when there are `fields`, else a GET.

    Raises ValueError when the answer is an error, a redirect or no JSON, and what `Connection.fetch` raises.
    """
    reply = connection.fetch(path, None if fields is None else urlencode(fields).encode("ascii"), seconds)
    if reply.location is not None:
        raise ValueError(f"it redirects to {reply.location}, which is not followed")
    if not reply.is_ok:
        raise ValueError(f"it answered {reply.status}: {reply.body[:300].decode('utf-8', 'replace')}")
    try:
        answer: object = json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise ValueError("its answer is not JSON: no LanguageTool server?") from error
    return answer


def server_version(url: str) -> str:
    """Return version and build of the server at `url`, which ends in a slash; the errors of `ask`."""
    with Connection(url) as connection:
        answer = ask(connection, "v2/info", None, SECONDS_TO_ANSWER)
    software = answer.get("software") if isinstance(answer, dict) else None
    version = software.get("version") if isinstance(software, dict) else None
    commit = software.get("commit") if isinstance(software, dict) else None
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise ValueError("its answer does not name a version: no LanguageTool server?")
    return f"{version} {commit}" if isinstance(commit, str) and VERSION.fullmatch(commit) else version


class Client(LanguageTool):
    """LanguageTool for one profile, asked by one thread; `seconds_to_warm_up` are those for its first question."""

    def __init__(self, profile: Profile, connection: Connection, seconds_to_warm_up: float = SECONDS_TO_ANSWER) -> None:
        self._connection = connection
        self._seconds = seconds_to_warm_up
        self._stand_in = profile.stand_in
        # Without a host the library asks the system for the address of this machine.
        super().__init__(profile.code, remote_server=connection.url, host="127.0.0.1")
        self.disabled_rules = set(profile.disabled_rules)
        self.disabled_categories = set(profile.disabled_categories)
        self.enabled_rules = set(profile.enabled_rules)
        self.enabled_rules_only = profile.only_enabled

    def answer(self, question: Question) -> object:
        """Return the server's answer to a question as it is: the library's own matches are not made for threads."""
        fields = self._create_params(question.text)
        if question.skipped:
            del fields["text"]
            fields["data"] = json.dumps({"annotation": annotation(question, self._stand_in)}, ensure_ascii=False)
        try:
            found: object = self._query_server("check", fields, method="post")
        finally:
            self._seconds = SECONDS_TO_ANSWER
        return found

    def _get_languages(self) -> set[str]:
        languages = self._query_server("languages")
        if not isinstance(languages, list) or not all(isinstance(item, dict) for item in languages):
            raise ValueError("its list of languages is not one: no LanguageTool server?")
        names = {item.get(key) for item in languages for key in ("code", "longCode")}
        return {name for name in names if isinstance(name, str)}

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> object:
        fields, seconds = (params or {}, self._seconds) if method == "post" else (None, SECONDS_TO_ANSWER)
        return ask(self._connection, f"v2/{url.rsplit('/', 1)[-1]}", fields, seconds)


def annotation(question: Question, stand_in: str) -> list[dict[str, str]]:
    """Return the parts of a text as LanguageTool takes them: what is skipped is markup, read as the stand-in.

    LanguageTool 6.7 fails on markup shorter than what it stands for when a remark falls on it; such markup stands for
    itself.
    """
    return [
        {"markup": part, "interpretAs": stand_in if len(stand_in) <= len(part) else part}
        if is_skipped
        else {"text": part}
        for part, is_skipped in question.parts()
    ]
