"""What no source may bring into a publication: active content and foreign addresses, removed with a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from publisher.gates.stylesheets import style_fault
from publisher.model.address import refusal
from publisher.model.attributes import SPOKEN
from publisher.model.document import SPACE
from publisher.model.finding import Finding, Level
from publisher.readers.vocabulary import CLOBBERING, KNOWN, KNOWN_WITHIN, NAME, NUMBERS, PAINTED, WITHOUT_USE

ACTIVE = frozenset(
    "animate animatecolor animatemotion animatetransform annotation-xml applet base bgsound discard embed"
    " fencedframe foreignobject frame frameset handler iframe keygen link listener meta mpath noembed noframes"
    " noscript object param portal script set style template".split()
)
"""elements that run, load or redirect; `template`, `noscript` and their like hide content from every reader"""
ADDRESSES = frozenset(
    "href src lowsrc dynsrc cite poster data xlink:href background longdesc usemap profile codebase classid"
    " altimg".split()
)
FOLLOWING = frozenset({"a", "area"})
"""elements whose `href` readers follow; any other loads what it names"""
FOLLOWED = frozenset({"cite", "longdesc", "usemap"})
"""other attributes that name what is not loaded"""
WHOLE = re.compile(r"\s*[+-]?[0-9]{1,9}\s*")


def active_element(name: str, file: str, line: int) -> Finding:
    """Return the finding on an element that was left out."""
    return _active(file, line, f"<{name}> was removed: a publication holds no active content")


def unknown_element(name: str, space: str, file: str, line: int) -> Finding | None:
    """Return the finding on an element that becomes one without a meaning, None for one that may stay.

    `space` is the end of the name of its space, `svg` in drawings and `MathML` in formulas.
    """
    if name.lower() in KNOWN_WITHIN.get(space, KNOWN):
        return None
    return Finding(
        "document/unknown-element", f"<{name[:40]}> is no element of a publication: what is in it stays", Level.WARNING,
        file=file, line=line, hint="use an element of HTML, or remove its tags", words=(name[:40],),
    )  # fmt: skip


def passive(
    attributes: Mapping[str, str], element: str, file: str, line: int
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the attributes an element keeps, white space of spoken ones folded, and why it loses others."""
    kept, findings = {}, []
    for name, value in attributes.items():
        if name in SPOKEN:
            kept[name] = SPACE.sub(" ", value).strip(" ")
        elif refused := _refused(name, value, element.lower(), file, line):
            findings.append(refused)
        else:
            kept[name] = value
    return kept, tuple(findings)


def _refused(name: str, value: str, element: str, file: str, line: int) -> Finding | None:
    """Return why an attribute is not kept, None when it is."""
    if name in HARMLESS:
        return None
    if name in ADDRESSES:
        return _address(name, value, element, file, line)
    if name in NUMBERS:
        return _number(name, value, element, file, line)
    if name in ASKED:
        fault = ASKED[name](name, value)
    else:
        is_named = name == "name" and element in CLOBBERING
        is_of_use = not name.lower().startswith("on") and name not in WITHOUT_USE and NAME.fullmatch(name)
        fault = None if is_of_use and not is_named else ""
    if fault is None:
        return None
    return _active(file, line, f"the attribute {name[:40]} was removed from <{element}>" + (fault and f": {fault}"))


def _address(name: str, value: str, element: str, file: str, line: int) -> Finding | None:
    followed = name in FOLLOWED or (name in ("href", "xlink:href") and element in FOLLOWING)
    reason = refusal(value, is_loaded=not followed)
    if reason is None:
        return None
    return Finding(
        "document/address", f"“{value[:80]}” was removed: {reason}", file=file, line=line,
        hint="use http, https or mailto, or a file of the publication",
    )  # fmt: skip


def _style(name: str, value: str) -> str | None:
    return style_fault(value)


def _painted(name: str, value: str) -> str | None:
    return style_fault(f"{name}:{value}") if "(" in value or "\\" in value else None


def _number(name: str, value: str, element: str, file: str, line: int) -> Finding | None:
    if not value or (WHOLE.fullmatch(value) and abs(int(value)) <= NUMBERS[name]):
        return None
    what = f"{name}=“{value[:20]}” of <{element}>"
    return Finding(
        "document/limit", f"this is more than a document holds, and was left out: {what}", file=file, line=line,
        hint=f"write a whole number up to {NUMBERS[name]}", words=(what,),
    )  # fmt: skip


def _ordinal(name: str, value: str) -> str | None:
    """Return what is wrong with `value`: the number of an item, or a text."""
    return None if len(value) <= LONGEST_VALUE else "it is too long"


def _relation(name: str, value: str) -> str | None:
    """Return what is wrong with a kind of link: layout would take a file for an attachment, and the link away."""
    return "it makes an attachment of a link" if "attachment" in value.lower().split() else None


LONGEST_VALUE = 400
HARMLESS = frozenset("id class lang dir title role scope headers alt datetime type hidden translate".split())
ASKED: Mapping[str, Callable[[str, str], str | None]] = {
    "style": _style,
    "value": _ordinal,
    "rel": _relation,
    **dict.fromkeys(PAINTED, _painted),
}
"""attributes by the question that finds the fault of their value"""


def _active(file: str, line: int, message: str) -> Finding:
    return Finding(
        "document/active-content", message, Level.WARNING, file=file, line=line, hint="remove it from the source"
    )
