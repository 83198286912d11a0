"""What no source may bring into a publication: active content and foreign addresses, removed with a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publisher.model.address import refusal
from publisher.model.attributes import SPOKEN
from publisher.model.document import SPACE
from publisher.model.finding import Finding, Level

ACTIVE = frozenset(
    "animate animatemotion animatetransform applet base embed foreignobject frame frameset iframe link meta noembed"
    " noframes noscript object portal script set style template".split()
)
"""elements that run, load or redirect; `template`, `noscript` and their like hide content from every reader"""
ADDRESSES = ("href", "src", "cite", "action", "formaction", "poster", "data", "xlink:href", "background")
LOADED = ("src", "poster", "background")
LOADERS = ("image", "use", "feimage")
UNSERVED = ("srcset", "imagesrcset", "ping", "srcdoc")
"""attributes that load or call what no rendition brings along"""
UNSAFE_STYLE = re.compile(r"url\s*\(|@import|\\|expression", re.IGNORECASE)


def active_element(name: str, file: str, line: int) -> Finding:
    """Return the finding on an element that was left out."""
    return _active(file, line, f"<{name}> was removed: a publication holds no active content")


def passive(
    attributes: Mapping[str, str], element: str, file: str, line: int
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the attributes an element keeps, white space of spoken ones folded, and why it loses others."""
    kept, findings = {}, []
    for name, value in attributes.items():
        if name in SPOKEN:
            kept[name] = SPACE.sub(" ", value).strip(" ")
        elif refused := next(_refused(name, value, element, file, line), None):
            findings.append(refused)
        else:
            kept[name] = value
    return kept, tuple(findings)


def _refused(name: str, value: str, element: str, file: str, line: int) -> Iterator[Finding]:
    if name.startswith("on") or name in UNSERVED or (name == "style" and UNSAFE_STYLE.search(value)):
        yield _active(file, line, f"the attribute {name} was removed from <{element}>")
    elif name in ADDRESSES:
        reason = refusal(value, is_loaded=name in LOADED or element in LOADERS)
        if reason:
            yield Finding(
                "document/address", f"“{value[:80]}” was removed: {reason}", file=file, line=line,
                hint="use http, https or mailto, or a file of the publication",
            )  # fmt: skip


def _active(file: str, line: int, message: str) -> Finding:
    return Finding(
        "document/active-content", message, Level.WARNING, file=file, line=line, hint="remove it from the source"
    )
