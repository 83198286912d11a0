"""`publication.toml` text -> Publication; all its faults at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.languages import known
from publisher.model.address import refusal
from publisher.model.publication import DIGITS, FORMATS, Publication
from publisher.model.standard import STANDARDS
from publisher.readers.marks import without_towers
from publisher.toml import read_toml

FILE = "source/publication.toml"
MAX_BYTES = 64_000
FILE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")
DOCUMENT_NAME = re.compile(r"[^/\\\0]{1,200}\.(?:md|html)")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]")
"""what no line of text holds: also what turns its order round, and what XML has no place for"""
LONGEST = 1000
"""characters of a text"""
MOST_TEXTS = 100
"""keywords, or alternate styles"""
MAILBOX = re.compile(r"[^\s@,;:?&#%<>()\"'\[\]]{1,64}@[^\s@,;:?&#%<>()\"'\[\]]{1,255}")
"""one address: no more receivers, no fields of a letter"""
MOST_FAULTS = 20
"""that are told at once"""
MOST_SHOWN = 80
"""characters of a key that is told"""
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""names that some systems give to devices: files of these names cannot be copied there"""
STYLE_NAME = re.compile(r"(?!.*-rtl\Z)[A-Za-z0-9][A-Za-z0-9_-]{0,49}")
KEY = re.compile(r"^\s*(?:\[\s*)?[\"']?([A-Za-z0-9_-]+)[\"']?\s*[=\]]")
"""the key of a line, or the name of the table that begins there"""


def _text(value: Any) -> str | None:
    if not (isinstance(value, str) and value.strip() and not CONTROL.search(value) and len(value) <= LONGEST):
        return f"must be a text on one line of at most {LONGEST} characters that is not empty"
    return None if without_towers(value) == value else "has a letter with too many marks on it"


def _texts(value: Any) -> str | None:
    good = isinstance(value, list) and len(value) <= MOST_TEXTS and all(_text(item) is None for item in value)
    return None if good else f"must be a list of at most {MOST_TEXTS} texts"


def _contact(value: Any) -> str | None:
    if _text(value):
        return _text(value)
    is_page = value.startswith(("https://", "http://")) and refusal(value) is None
    is_mailbox = MAILBOX.fullmatch(value) and refusal(f"mailto:{value}") is None
    return None if is_page or is_mailbox else "must be one e-mail address, or the address of a page"


def _language(value: Any) -> str | None:
    return None if value in known() else f"must be one of {', '.join(known())}"


def _languages(value: Any) -> str | None:
    if not isinstance(value, list) or any(_language(item) for item in value):
        return f"must be a list of languages among {', '.join(known())}"
    return "names a language twice" if len(set(value)) < len(value) else None


def _name(value: Any) -> str | None:
    good = isinstance(value, str) and FILE_NAME.fullmatch(value) and not DEVICE.fullmatch(value)
    return None if good else "must be a file name of letters, digits, dots, dashes, without a suffix"


def _documents(value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(i, str) and DOCUMENT_NAME.fullmatch(i) for i in value):
        return "must be a list of .md and .html file names in source/"
    if any(CONTROL.search(item) or DEVICE.fullmatch(item) for item in value):
        return "has a document whose name some systems cannot have"
    stems = [item.rsplit(".", 1)[0] for item in value]
    return "has two documents of one name" if len(set(stems)) < len(stems) else None


def _formats(value: Any) -> str | None:
    good = isinstance(value, list) and value and set(map(str, value)) <= set(FORMATS)
    return None if good else f"must be a list of formats among {', '.join(FORMATS)}"


def _standard(value: Any) -> str | None:
    good = isinstance(value, str) and value in STANDARDS
    return None if good else f"must be one of {', '.join(STANDARDS)}"


def _date(value: Any) -> str | None:
    return None if type(value) is date else "must be a date such as 2020-07-01, without quotes"


def _thresholds(value: Any) -> str | None:
    good = isinstance(value, dict) and all(
        key in known() and type(item) is int and item in range(101) for key, item in value.items()
    )
    return None if good else "must give a percentage from 0 to 100 per language"


def _digits(value: Any) -> str | None:
    good = isinstance(value, str) and value in DIGITS
    return None if good else f"must be one of {', '.join(DIGITS)}"


def _alternate_styles(value: Any) -> str | None:
    if (
        not isinstance(value, dict)
        or len(value) > MOST_TEXTS
        or any(not STYLE_NAME.fullmatch(key) or _text(item) for key, item in value.items())
    ):
        return "must give a title per alternate style, by the name of its file in styles/alternate/"
    return "gives two styles one title" if len(set(value.values())) < len(value) else None


def _fail_on(value: Any) -> str | None:
    return None if value in ("error", "warning", "never") else "must be error, warning or never"


KEYS: Mapping[str, Callable[[Any], str | None]] = {
    "title": _text,
    "subtitle": _text,
    "description": _text,
    "organisation": _text,
    "keywords": _texts,
    "rights": _text,
    "contact": _contact,
    "date": _date,
    "name": _name,
    "source_language": _language,
    "languages": _languages,
    "documents": _documents,
    "formats": _formats,
    "standard": _standard,
    "digits": _digits,
    "alternate_styles": _alternate_styles,
    "thresholds": _thresholds,
    "fail_on": _fail_on,
}
"""every key, with the question that finds its fault"""
REQUIRED = ("title", "source_language", "languages")


def parse(text: str) -> Publication:
    """Return the publication a configuration describes.

    Errors: PublisherError (usage) that names every fault, the first with its line; an unknown key with the nearest
    known one.
    """
    data = read_toml(text, FILE, most_bytes=MAX_BYTES, hint='write keys as: title = "Rapport annuel"')
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if found := KEY.match(line):
            lines.setdefault(found[1], number)  # tables come last: what stands in one is no key of the publication
    faults = [(lines.get(key), _unknown(key)) for key in data if key not in KEYS]
    faults += [(None, f"the key “{key}” is missing") for key in REQUIRED if key not in data]
    faults += [
        (lines.get(key), f"“{key}” {fault}") for key, ask in KEYS.items() if key in data and (fault := ask(data[key]))
    ]
    faults = faults or [(lines.get(key), fault) for key, fault in _contradictions(data)]
    if faults:
        first = min(faults, key=lambda fault: fault[0] or 0)
        told = [message + (f" (line {line})" if line else "") for line, message in faults if (line, message) != first]
        others = "; ".join(told[:MOST_FAULTS]) + (f"; and {len(told) - MOST_FAULTS} more" * (len(told) > MOST_FAULTS))
        raise PublisherError(
            f"the configuration cannot be used: {first[1]}",
            code=ExitCode.USAGE,
            file=FILE,
            line=first[0],
            why=f"and also: {others}" if others else None,
            hint=f"keys: {', '.join(KEYS)}",
        )
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return Publication(**values, key_lines=lines)


def _contradictions(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield keys that are right by themselves but not together, with what is wrong."""
    if data["source_language"] in data["languages"]:
        yield "languages", "“languages” names the source language; list the others only"
    if data.get("alternate_styles") and "pdf" not in data.get("formats", FORMATS):
        yield "alternate_styles", "“alternate_styles” are those of PDF files; add “pdf” to “formats”"


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key[:MOST_SHOWN], KEYS, 1, 0.5)
    return f"unknown key “{key[:MOST_SHOWN]}”" + (f"; did you mean “{near[0]}”?" if near else "")
