"""A string of a PO file -> its lines, broken where msgcat breaks them.

Source: UAX 14 (line breaking classes) as msgcat 0.21 applies it to the escaped text; the tables below were read off
what it does. Not followed: the classes of scripts other than Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese, Japanese.
"""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

from publisher.catalogs.po.escapes import escape

WIDTH = 79
QUOTES = 2
CLASSES = {
    "Q": "\"'«»‘’“”‹›",
    "P": ")]",
    "C": "}、。",
    "O": "({[¿¡",
    "E": "!?؛؟",
    "I": ",.:;،",
    "S": "/",
    "H": "-",
    "B": "|–‐‒\u00ad",
    "2": "—",
    "L": "…‥",
    "X": "%°٪‰′″¢℃",
    "R": "+−±№",
    "G": "\u00a0\u202f\u2007\u2011",
    "K": "ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々・",
    "Z": "\u200b",
    "W": "\u2060\ufeff",
    "Y": "´",
    "A": "&*=<>@_#~^`§•",
}
"""one letter for each class of characters that break alike; A is the letters, N digits, J ideographs, M marks"""
BY_CATEGORY = {
    "Nd": "N", "Sc": "R", "Ps": "O", "Pe": "C", "Pi": "Q", "Pf": "Q", "Mn": "M", "Me": "M", "Mc": "M", "Cf": "M",
}  # fmt: skip
DIRECT = (
    ("ANM", "2JY"), ("P", "O2JY"), ("C", "ANO2JY"), ("ELK", "ANO2XRrJY"), ("IS", "AO2XRrJY"), ("H", "AO2XRrGJY"),
    ("B", "ANO2XRrGJY"), ("2", "ANOXRrJY"), ("X", "2XRrJY"), ("R", "2XRrY"), ("J", "ANO2RrJY"),
)  # fmt: skip
"""after which a line may break before which"""
SPACED = (
    ("ANPEISHBLXRGJKMWY", "ANQOHB2LXRrGJKY"), ("Q", "ANQHB2LXRrGJKY"), ("C", "ANQOHB2LXRrGJY"), ("2", "ANQOHBLXRrGJKY"),
)  # fmt: skip
"""the same with spaces between"""
BREAK = re.compile(
    "|".join(
        [f"[{left}]M*+ ++(?=[{right}])" for left, right in SPACED]
        + [f"[{left}]M*+(?=[{right}])" for left, right in DIRECT]
        + [r"Z *+(?=.)"]
    )
)
UNUSUAL = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482"
    "\u060c\u061b\u061f-\u063f\u0641-\u064a\u0660-\u066d\u2010-\u2027\u202f-\u205e]"
)
"""what may be of another width than one column"""
ESCAPED = re.compile(r"\\(.)")


class _Classes(dict[int, str]):
    """The class of every character, learnt as it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        wide = "J" if east_asian_width(character) in "WF" else "A"
        found = BY_CATEGORY.get(category(character), wide)
        self[code] = found
        return found


CLASS = _Classes({ord(character): name for name, characters in CLASSES.items() for character in characters})
CLASS |= {ord(" "): " ", ord("\\"): "\\"}


def field_lines(mark: str, keyword: str, text: str) -> str:
    """Return the lines of one field, each after `mark`: a single one when it fits into 79 columns."""
    if "\n" in text:
        portions = [f"{escape(portion)}\\n" for portion in text.split("\n")]
        portions[-1] = portions[-1].removesuffix("\\n")
        portions = portions if portions[-1] else portions[:-1]
    else:
        portions = [escape(text)]
    content = portions[0]
    if len(portions) == 1 and _fits(content, WIDTH - QUOTES - len(mark) - len(keyword) - 1):
        return f'{mark}{keyword} "{content}"\n'
    room = WIDTH - QUOTES - len(mark)
    lines = [line for portion in portions for line in _wrapped(portion, room)]
    return f'{mark}{keyword} ""\n{mark}"' + f'"\n{mark}"'.join(lines) + '"\n'


def _fits(content: str, room: int) -> bool:
    """Return whether a text fits, or cannot be broken anyway."""
    return (2 * len(content) <= room or _width(content) <= room) or not BREAK.search(_classes(content))


def _wrapped(content: str, room: int) -> list[str]:
    """Return the lines of a portion of text, as full as they can be."""
    simple = "\\" not in content and not UNUSUAL.search(content)
    start, lines = 0, []
    while simple and len(content) - start > room:
        end = _last_break(content, start, start + room)
        if end <= start:
            break
        lines.append(content[start:end])
        start = end
    rest = content[start:]
    if simple and len(rest) <= room:
        return [*lines, rest]
    return [*lines, *_wrapped_by_pieces(rest, room)]


def _last_break(content: str, start: int, limit: int) -> int:
    """Return the last place up to `limit` where a line may end, `start` if there is none beside the last space."""
    after = content.rfind(" ", start, limit) + 1
    space = after - 2
    if space >= start and content[after : limit + 1].isalpha() and content[space].isalnum():
        return after  # between two words, without asking the tables
    while content[space : space + 1] == " ":
        space -= 1
    if space < start:
        return start
    found = start
    for match in BREAK.finditer(content[space : limit + 1].translate(CLASS)):
        found = space + match.end()
    return found


def _wrapped_by_pieces(content: str, room: int) -> list[str]:
    lines = []
    start = end = used = 0
    for at in [match.end() for match in BREAK.finditer(_classes(content))] + [len(content)]:
        width = _width(content[end:at])
        if used + width > room and end > start:
            lines.append(content[start:end])
            start, used = end, 0
        end, used = at, used + width
    return [*lines, content[start:]]


def _classes(content: str) -> str:
    """Return the class of every character; nothing breaks within an escape, nor before a last one."""
    classes = content.removesuffix("\\n").translate(CLASS)
    return ESCAPED.sub(_escaped, classes) if "\\" in classes else classes


def _escaped(match: re.Match[str]) -> str:
    return "r" + match[1].replace("\\", "R")


def _width(content: str) -> int:
    """Return the columns of a text: ideographs take two, marks none."""
    if content.isascii():
        return len(content)
    classes = content.translate(CLASS)
    wide = sum(map(classes.count, "JK"))
    return len(content) + wide - classes.count("M") - classes.count("Z") - classes.count("W")
