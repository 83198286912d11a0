"""Counters of stylesheets in the digits of a publication, where their author names no style of their own."""

from __future__ import annotations

import re

STRING = r"""(?:"(?:[^"\\\n]|\\.)*+"?+|'(?:[^'\\\n]|\\.)*+'?+)"""
"""a string, also one that nothing closes: it ends with its line"""
APART = rf"{STRING}|/\*.*?(?:\*/|\Z)"
"""strings and comments: nothing is looked for in them"""
COUNTED = re.compile(
    rf"{APART}|(?P<name>(?<![\w-])(?:target-)?counters?)\((?P<arguments>(?:[^()\"']|{STRING}|\([^()]*\))*+)\)",
    re.DOTALL,
)
ARGUMENT = re.compile(rf"(?:[^,()\"']|{STRING}|\([^()]*\))+", re.DOTALL)
ARGUMENTS = {"counter": 1, "counters": 2, "target-counter": 2, "target-counters": 3}
"""arguments before the counter style, which may be left out (CSS Lists 3, GCPM 3)"""
LISTED = re.compile(rf"{APART}|(?P<property>list-style(?:-type)?\s*:)(?P<value>(?:[^;{{}}\"']|{STRING})*+)", re.DOTALL)
DECIMAL = re.compile(rf"{APART}|\([^()]*\)|(?P<decimal>(?<![\w-])decimal(?![\w-]))", re.DOTALL)


def counted_in(css: str, style: str) -> str:
    """Return a stylesheet that counts in a counter style instead of `decimal`.

    >>> counted_in("a::after { content: target-counter(attr(href), page) }", "arabic-indic")
    'a::after { content: target-counter(attr(href), page, arabic-indic) }'
    """

    def counted(match: re.Match[str]) -> str:
        if not match["name"]:
            return match.group()
        arguments = [argument.strip() for argument in ARGUMENT.findall(match["arguments"])]
        known = ARGUMENTS[match["name"]]
        if len(arguments) == known + 1 and arguments[known] == "decimal":
            arguments.pop()
        shown = [*arguments, style] if len(arguments) == known else arguments
        return f"{match['name']}({', '.join(shown)})"

    def listed(match: re.Match[str]) -> str:
        if not match["property"]:
            return match.group()
        value = DECIMAL.sub(lambda found: style if found["decimal"] else found.group(), match["value"])
        return f"{match['property']}{value}"

    return LISTED.sub(listed, COUNTED.sub(counted, css))
