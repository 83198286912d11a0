"""The closed list of files that a page may use; nothing else is ever opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE_URL = "http://source.invalid/"
"""Base of relative URLs: a reserved name (RFC 2606), so that no path of the machine reaches the file."""

MAX_SHOWN = 100
"""characters of a URL that a warning quotes"""

TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".css": "text/css",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the given files by relative URL and refuses everything else.

    An error raised here is caught by WeasyPrint, which goes on without the file: only a `FatalURLFetchingError` stops
    a render, and a missing picture must not. What was refused is kept in `refused`.
    """

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=False)
        self.resources = resources
        self.refused: dict[str, None] = {}

    def fetch(self, url: str, headers: object = None) -> Any:
        """Return the file of `url`; raises `ValueError` when it is not on the list."""
        name = relative(url)
        suffix = PurePosixPath(name or "").suffix.lower()
        if name is None or name not in self.resources or suffix not in TYPES:
            self.refused[url] = None
            raise ValueError("not among the files of the publication")
        return URLFetcherResponse(url, self.resources[name], {"Content-Type": TYPES[suffix]})

    def open(self, fullurl: Any, data: object = None, timeout: object = None) -> Any:
        """Return the same as `fetch`: no way into the opener of the standard library is left."""
        return self.fetch(fullurl if isinstance(fullurl, str) else fullurl.full_url)

    def warnings(self) -> list[str]:
        """Return a line for each URL that was refused."""
        return [f"not loaded, it is not among the files of the publication: {short(url)}" for url in self.refused]


def relative(url: str) -> str | None:
    """Return the path of `url` below the base, None when it lies elsewhere."""
    if not url.startswith(BASE_URL):
        return None
    return unquote(urlsplit(url).path.removeprefix("/"))


def short(url: str) -> str:
    """Return the URL as the author wrote it where possible; a data URL is cut, it may hold a whole picture."""
    url = url.removeprefix(BASE_URL)
    return url if len(url) <= MAX_SHOWN else f"{url[:MAX_SHOWN]}..."
