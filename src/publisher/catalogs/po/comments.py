"""Comment lines of an entry <-> what they say: translator and extracted comments, references, flags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from publisher.catalogs.po.escapes import CONTROL, escape
from publisher.model.message import Entry, Reference

ISOLATED = re.compile(r"\u2068([^\u2069]*)\u2069(\S*)|([^ \t]+)")
"""a place; gettext isolates names that hold a space"""
WIDTH = 79


class Comments(NamedTuple):
    """What stands above a message."""

    translator: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    flags: tuple[str, ...] = ()
    """`fuzzy` first, if it is there"""


NONE = Comments()


def read_comments(lines: str) -> Comments:
    """Return what blank and comment lines say. Law: `read_comments(write_comments(c)) == c`."""
    if lines in ("\n", ""):
        return NONE
    said: dict[str, list[str]] = {"#": [], "#.": [], "#:": [], "#,": []}
    for indented in lines.split("\n"):
        if line := indented.lstrip(" \t"):
            kind = line[:2]
            if kind not in said:
                kind = line[:1]
            said.setdefault(kind, []).append(line[len(kind) :])
    return Comments(
        tuple([text.removeprefix(" ") for text in said["#"]]) if said["#"] else (),
        tuple([text.removeprefix(" ") for text in said["#."]]) if said["#."] else (),
        tuple([reference for text in said["#:"] for reference in _references(text)]) if said["#:"] else (),
        _flags(said["#,"]) if said["#,"] else (),
    )


def _flags(texts: Iterable[str]) -> tuple[str, ...]:
    flags = [flag.strip() for text in texts for flag in text.split(",") if flag.strip()]
    return tuple(sorted(flags, key=lambda flag: flag != "fuzzy"))


def comments_of(entry: Entry) -> Comments:
    """Return what stands above an entry."""
    message = entry.message
    flags = ("fuzzy", *message.flags) if entry.fuzzy else message.flags
    return Comments(entry.translator_comments, message.comments, message.references, flags)


def write_comments(comments: Comments) -> str:
    """Return the lines in gettext's order; none is wrapped but references, as msgcat does."""
    return "".join([write(values) for write, values in zip(WRITERS.values(), comments, strict=True) if values])


def rewrite_comments(lines: str, comments: Comments) -> str:
    """Return `lines` so that they say `comments`: a kind of comment that says the same keeps its lines."""
    said = read_comments(lines)
    kept = dict.fromkeys(WRITERS, "")
    rest = lines.lstrip("\n")
    kind = "#"
    for line in rest.split("\n")[:-1]:
        if stripped := line.strip(" \t"):
            kind = stripped[:2] if stripped[:2] in WRITERS else "#"
        kept[kind] += f"{line}\n"
    return lines[: len(lines) - len(rest)] + "".join(
        kept[kind] if before == now else write(now)
        for (kind, write), before, now in zip(WRITERS.items(), said, comments, strict=True)
    )


def _translator_lines(texts: Iterable[str]) -> str:
    return _lines("#", texts)


def _extracted_lines(texts: Iterable[str]) -> str:
    return _lines("#.", texts)


def _flag_lines(flags: Iterable[str]) -> str:
    return f"#, {', '.join(flags)}\n" if flags else ""


def _reference_lines(references: Iterable[Reference]) -> str:
    lines, line = [], ""
    for reference in references:
        place = _place(reference)
        if line and len(line) + 1 + len(place) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line or '#:'} {place}"
    return "\n".join((*lines, line, "")) if line else ""


WRITERS: dict[str, Callable[[Any], str]] = {
    "#": _translator_lines, "#.": _extracted_lines, "#:": _reference_lines, "#,": _flag_lines,
}  # fmt: skip
"""in the order of the fields of `Comments`"""


def _lines(mark: str, texts: Iterable[str]) -> str:
    lines = [line for text in texts for line in text.split("\n")]
    return "".join([f"{mark} {_safe(line)}\n" if line else f"{mark}\n" for line in lines])


def _safe(line: str) -> str:
    return line if line.isprintable() else CONTROL.sub(lambda found: escape(found.group()), line)


def _place(reference: Reference) -> str:
    file = f"\u2068{reference.file}\u2069" if " " in reference.file or "\t" in reference.file else reference.file
    # The last colon parts file and id, also where that is empty and the name has a colon of its own.
    return f"{file}:{reference.id}" if reference.id or ":" in file else file


def _references(text: str) -> list[Reference]:
    if "\u2068" in text:
        return [
            Reference(name, rest.removeprefix(":")) if name else _reference(place)
            for name, rest, place in ISOLATED.findall(text)
        ]
    return [_reference(place) for place in text.replace("\t", " ").split(" ") if place]


def _reference(place: str) -> Reference:
    file, _, key = place.rpartition(":")
    return Reference(file, key) if file else Reference(place, "")
