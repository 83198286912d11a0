"""TOML text -> its statements with their lines, each as it was written; a text that tomllib has read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, auto

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?'
    r"|'''.*?'''(?:'{1,2}(?!'))?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n"
    r"""|[^"'\#\n]+"""
    r"|.",
    re.DOTALL,
)
PAIR = re.compile(r"""\s*([\w-]+|"(?:\\.|[^"\\])*"|'[^']*')\s*=""")
MACHINE = "#."
"""what lines begin with that this program writes, and writes anew"""


class Kind(Enum):
    """What a statement is."""

    BLANK = auto()
    MACHINE = auto()
    """a comment of this program"""
    COMMENT = auto()
    """a comment of a person"""
    HEAD = auto()
    """`[name]` or `[[name]]`"""
    PAIR = auto()
    """`key = value`"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A line, or several where a text goes on."""

    kind: Kind
    text: str
    line: int = 0
    """in its file, from 1"""
    comment: str = ""
    """at its end, with its `#`"""

    @property
    def name(self) -> str:
        """The key of a pair, the name of a head; empty where there is none, or not just one."""
        if self.kind is Kind.PAIR:
            found = PAIR.match(self.text)
            return _only(f"{found[1]} = 0") if found else ""
        return _only(self.text) if self.kind is Kind.HEAD else ""


def _only(text: str) -> str:
    try:
        ((name, value),) = tomllib.loads(text).items()
    except ValueError:
        return ""
    return name if value in ({}, [{}], 0) else ""


def statements(text: str) -> list[Statement]:
    """Return the statements of a text whose lines end in a line feed."""
    found: list[Statement] = []
    parts: list[str] = []
    line = first = 1
    for token in (match[0] for match in TOKEN.finditer(text)):
        if token == "\n":
            found.append(_statement(parts, first))
            parts, first = [], line + 1
        else:
            parts.append(token)
        line += token.count("\n")
    return [*found, _statement(parts, first)] if parts else found


def _statement(parts: list[str], line: int) -> Statement:
    text = "".join(parts).rstrip()
    start = text.lstrip()
    if not start:
        return Statement(Kind.BLANK, "", line)
    if start.startswith("#"):
        return Statement(Kind.MACHINE if start.startswith(MACHINE) else Kind.COMMENT, text, line)
    comment = parts[-1].rstrip() if parts[-1].startswith("#") else ""
    return Statement(Kind.HEAD if start.startswith("[") else Kind.PAIR, text, line, comment)
