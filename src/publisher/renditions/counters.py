"""Counters of stylesheets in the digits of a publication, where their author names no style of their own."""

from __future__ import annotations

import re

COUNTED = re.compile(
    r"""(?P<name>(?<![\w-])(?:target-)?counters?)\(\s*
    (?P<arguments>(?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\))*)\)""",
    re.VERBOSE | re.DOTALL,
)
ARGUMENT = re.compile(r"""(?:[^,()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\))+""", re.DOTALL)
ARGUMENTS = {"counter": 1, "counters": 2, "target-counter": 2, "target-counters": 3}
"""arguments before the counter style, which may be left out (CSS Lists 3, GCPM 3)"""
LISTED = re.compile(r"(list-style(?:-type)?\s*:[^;{}]*?)(?<![\w-])decimal(?![\w-])")


def counted_in(css: str, style: str) -> str:
    """Return a stylesheet that counts in a counter style instead of `decimal`.

    >>> counted_in("a::after { content: target-counter(attr(href), page) }", "arabic-indic")
    'a::after { content: target-counter(attr(href), page, arabic-indic) }'
    """

    def styled(match: re.Match[str]) -> str:
        arguments = [argument.strip() for argument in ARGUMENT.findall(match["arguments"])]
        known = ARGUMENTS[match["name"]]
        if len(arguments) == known + 1 and arguments[known] == "decimal":
            arguments.pop()
        shown = [*arguments, style] if len(arguments) == known else arguments
        return f"{match['name']}({', '.join(shown)})"

    return LISTED.sub(rf"\g<1>{style}", COUNTED.sub(styled, css))
