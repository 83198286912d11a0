r"""Which addresses a publication may hold: links for readers, files of its own, nothing that runs or leaves it.

Judged is what a browser would make of an address (https://url.spec.whatwg.org/), not what it says to Python: browsers
drop line ends inside it, take `\` for `/`, and `%2e%2e` for a step out of the folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
MOST_CHARACTERS = 2048
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
"""characters nobody sees: browsers drop some of them, others turn round what is shown of an address"""
ENCODED_END = re.compile(r"%0[ad]", re.IGNORECASE)
ENCODED = re.compile(r"%(?:25)*(?:2[ef]|5c|[01][0-9a-f]|7f)", re.IGNORECASE)
"""a dot, a slash or a control character that is not written as itself"""
MAIL_FIELD = re.compile(r"(?:subject=(?:(?!%0[ad])[^&])*|body=[^&]*)", re.IGNORECASE)
"""what a link may put into a letter besides who gets it: not further receivers, and no further line of its head"""
NUMBER = re.compile(r"\+?[0-9][0-9() .-]*(?:;ext=[0-9]+)?")
"""a telephone number; `*` and `#` would be orders to the telephone"""
LATIN = "LATIN"


@lru_cache(maxsize=4096)
def refusal(address: str, *, is_loaded: bool = False) -> str | None:
    """Return why an address may not be published, None when it may.

    An address that is loaded (a picture) must be a file of the publication; one that is followed may lead elsewhere: to
    a page, a mailbox, or a telephone, since institutions can be called.
    """
    address = address.strip(" \t\n\r\f")
    if len(address) > MOST_CHARACTERS:
        return f"it is longer than {MOST_CHARACTERS} characters"
    if UNSEEN.search(address) or "\\" in address:
        return "it holds characters that browsers drop or take for others"
    scheme = SCHEME.match(address)
    kind = scheme.group().lower() if scheme else ""
    if kind and kind not in FOLLOWED:
        return f"addresses of the kind “{kind}:” are not published"
    if kind and is_loaded:
        return "pictures are files of the publication, nothing is loaded from elsewhere"
    try:
        return FOLLOWED[kind](urlsplit(address)) if kind else _relative(address)
    except ValueError:
        return "it is not a valid address"


def own_file(address: str, folder: str) -> str | None:
    """Return the path an address means, seen from a folder of a publication; None when it leads out of it.

    >>> own_file("../images/port.png", "styles/alternate")
    'styles/images/port.png'
    """
    bare = address.strip(" \t\n\r\f")
    if len(bare) > MOST_CHARACTERS or SCHEME.match(bare) or UNSEEN.search(bare) or "\\" in bare or bare.startswith("/"):
        return None
    path = _plain(re.split("[?#]", bare, maxsplit=1)[0])
    path = normpath(f"{folder}/{path}") if path else folder
    return None if path.startswith(("../", "/")) or path == ".." or UNSEEN.search(path) or "\\" in path else path


def _plain(path: str) -> str:
    """Return a path without the signs that only hide where it leads."""
    while ENCODED.search(path):
        path = unquote(path)
    return path


def _relative(address: str) -> str | None:
    path = _plain(urlsplit(address).path)
    leaves = address.startswith("//") or path.startswith("/") or ".." in path.split("/")
    return "it leaves the publication" if leaves or "\\" in path or UNSEEN.search(path) else None


def _page(parts: SplitResult) -> str | None:
    """Return what is wrong with the address of a page elsewhere."""
    host = parts.hostname
    if not host:
        return "it names no host"
    if parts.port == 0:  # asking for a port that is none is a ValueError
        return "it is not a valid address"
    if "@" in parts.netloc:
        return "what stands before the @ is a name and a password, or hides where it leads"
    return None if host.isascii() and re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host) else _foreign_host(host)


def _foreign_host(host: str) -> str | None:
    """Return what is wrong with the name of a host in other letters than ASCII's."""
    if unicodedata.normalize("NFKC", host) != host or not all(_is_of_word(sign) for sign in host):
        return "the name of its host holds signs that stand for others"
    for label in host.split("."):
        scripts = {unicodedata.name(sign, "?").split()[0] for sign in label if unicodedata.category(sign)[0] == "L"}
        if len(scripts) > 1 or (scripts - {LATIN} and any(sign.isascii() and sign.isalpha() for sign in label)):
            return "the name of its host mixes letters of several scripts"
    return None


def _is_of_word(sign: str) -> bool:
    return sign in "-._" or unicodedata.category(sign)[0] in "LMN"


def _mailbox(parts: SplitResult) -> str | None:
    fields = parts.query.split("&") if parts.query else []
    if ENCODED_END.search(parts.path) or not all(MAIL_FIELD.fullmatch(field) for field in fields):
        return "a letter may be given a receiver, a subject and a text, nothing else"
    return None


def _telephone(parts: SplitResult) -> str | None:
    is_number = NUMBER.fullmatch(unquote(parts.path)) and not parts.query and not parts.fragment
    return None if is_number else "it is not a telephone number"


FOLLOWED: Mapping[str, Callable[[SplitResult], str | None]] = {
    "http": _page,
    "https": _page,
    "mailto": _mailbox,
    "tel": _telephone,
}
"""what an address that is followed may begin with, and the question that finds its fault"""
