"""language-tool-python as a client that asks one server, waits a bounded time, and goes nowhere else.

Imported when the first question is asked, because the library is slow to import.
"""

from __future__ import annotations

import json
import time
from typing import Literal
from urllib.parse import urljoin

import requests
from language_tool_python import LanguageTool
from language_tool_python.exceptions import LanguageToolError

SECONDS_TO_CONNECT = 3.0
SECONDS_TO_ANSWER = 10.0
SECONDS_TO_WARM_UP = 60.0
"""for the first question of a client: the server loads the rules of its language"""
CHARACTERS_A_SECOND = 200
"""a slow, loaded machine still checks so many; longer texts get more time than `SECONDS_TO_ANSWER`"""
LARGEST_ANSWER = 16 * 1024 * 1024
BYTES_A_READ = 64 * 1024

FAILURES = (LanguageToolError, requests.RequestException, OSError, ValueError)
"""what asking may raise; the text of each says why"""


def new_session() -> requests.Session:
    """Return a session that does not look at the proxies and passwords of the environment."""
    session = requests.Session()
    session.trust_env = False
    return session


def ask(session: requests.Session, url: str, data: dict[str, str] | None, seconds: float) -> object:
    """Return the JSON of one answer: a POST when there is `data`, else a GET.

    Raises LanguageToolError or a requests exception when it is late, too large, a redirect, an error or no JSON.
    """
    end = time.monotonic() + seconds
    method = "GET" if data is None else "POST"
    with session.request(
        method, url, data=data, timeout=(SECONDS_TO_CONNECT, seconds), allow_redirects=False, stream=True
    ) as response:
        body = bytearray()
        while part := response.raw.read1(BYTES_A_READ, decode_content=True):
            body += part
            if len(body) > LARGEST_ANSWER:
                raise LanguageToolError(f"its answer is larger than {LARGEST_ANSWER} bytes")
            if time.monotonic() > end:
                raise LanguageToolError(f"it did not finish its answer in {seconds:.0f} seconds")
    if response.is_redirect:
        raise LanguageToolError(f"it redirects to {response.headers['location']}, which is not followed")
    if response.status_code != requests.codes.ok:
        said = bytes(body[:300]).decode("utf-8", "replace")
        raise LanguageToolError(f"it answered {response.status_code}: {said}")
    try:
        answer: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise LanguageToolError("its answer is not JSON: no LanguageTool server?") from error
    return answer


def server_version(url: str) -> str:
    """Return version and build of the server at `url`, which ends in a slash; the errors of `ask`."""
    with new_session() as session:
        answer = ask(session, urljoin(url, "v2/info"), None, SECONDS_TO_ANSWER)
    software = answer.get("software") if isinstance(answer, dict) else None
    version = software.get("version") if isinstance(software, dict) else None
    if not isinstance(software, dict) or not isinstance(version, str):
        raise LanguageToolError("its answer does not name a version: no LanguageTool server?")
    return f"{version} {software.get('commit') or ''}".strip()


class Client(LanguageTool):
    """LanguageTool for one language and one set of rules; may be asked by several threads at once."""

    def __init__(self, code: str, url: str, disabled_rules: tuple[str, ...]) -> None:
        self._session = new_session()
        self._is_warm = False
        super().__init__(code, remote_server=url)
        self.disabled_rules = set(disabled_rules)

    def answer(self, text: str) -> object:
        """Return the server's answer to a text as it is: the library's own matches are not made for threads."""
        found: object = self._query_server(urljoin(self._url, "check"), self._create_params(text), method="post")
        self._is_warm = True
        return found

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _get_languages(self) -> set[str]:
        languages = self._query_server(urljoin(self._url, "languages"))
        if not isinstance(languages, list) or not all(isinstance(item, dict) for item in languages):
            raise LanguageToolError("its list of languages is not one: no LanguageTool server?")
        names = {item.get(key) for item in languages for key in ("code", "longCode")}
        return {name for name in names if isinstance(name, str)}

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> object:
        seconds = SECONDS_TO_ANSWER
        if method == "post":
            characters = len((params or {}).get("text", ""))
            seconds = max(seconds, characters / CHARACTERS_A_SECOND)
            seconds = seconds if self._is_warm else max(seconds, SECONDS_TO_WARM_UP)
        return ask(self._session, url, params if method == "post" else None, seconds)
