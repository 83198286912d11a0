"""Stylesheets -> what they paint in each scheme of colours, the values of custom properties put in.

A selector is a name here: nobody looks which elements it fits. What is said later holds, whatever its specificity.
Custom properties that are set for the whole page hold everywhere; those set for something else may hold anywhere, and
each such set is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.model.stylesheet import Declaration, Sheet, StyleRule

WORDS = ("light", "dark", "more contrast", "more contrast, dark", "on paper")
"""names of schemes"""
ASKED = (frozenset[str](), frozenset({"dark"}), frozenset({"more"}), frozenset({"dark", "more"}))
SCHEMES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "screen": dict(zip(WORDS, ASKED, strict=False)),
    "print": {WORDS[-1]: frozenset()},
}
"""schemes of a medium, and what a reader has asked for"""
WHOLE = ("@page", "*", ":root", "html", "html body", ":root body", "body")
"""selectors of the page as a whole, from what lies behind to what lies before"""
FEATURE = re.compile(r"\(\s*prefers-(color-scheme|contrast)\s*(?::\s*([a-z-]+)\s*)?\)")
CALL = re.compile(r"var\(\s*(--[\w-]+)")
DEEPEST, LONGEST = 50, 2000
"""how many custom properties may call each other, and how long a value may get: what goes beyond is not known"""
PAINTED = ("color", "background", "background-color", "background-image", "font-size")
GROUNDS = ("background", "background-color", "background-image")


class Put(NamedTuple):
    """A declaration and its sheet."""

    sheet: str
    declaration: Declaration


@dataclass(slots=True)
class Cascade:
    """What holds in one scheme."""

    page: dict[str, str] = field(default_factory=dict)
    """custom properties of the whole page"""
    sets: dict[str, dict[str, str]] = field(default_factory=dict)
    """custom properties of something in it, by selector"""
    blocks: dict[str, dict[str, Put]] = field(default_factory=dict)
    """declarations by selector and property"""

    def environments(self) -> Iterator[tuple[Values, Iterable[str]]]:
        """Yield the values custom properties may have together, and the selectors that have other colours by them."""
        painted = [selector for selector, block in self.blocks.items() if not block.keys().isdisjoint(PAINTED)]
        yield Values(self.page), painted
        calls = self.calls()
        wanted = [(selector, called(self.blocks[selector], calls)) for selector in painted]
        for values in self.sets.values():
            yield Values(self.page | values), [each for each, names in wanted if not names.isdisjoint(values)]

    def calls(self) -> Mapping[str, frozenset[str]]:
        """Return the custom properties that each custom property calls, in any set."""
        found: dict[str, frozenset[str]] = {}
        for values in (self.page, *self.sets.values()):
            for name, value in values.items():
                found[name] = found.get(name, frozenset()).union(CALL.findall(value))
        return found


def called(block: Mapping[str, Put], calls: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the custom properties that the colours of a block call, and those that these call."""
    said = (put.declaration.value for name, put in block.items() if name in PAINTED)
    todo = {name for value in said for name in CALL.findall(value)}
    found: set[str] = set()
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= calls.get(name, frozenset()) - found
    return frozenset(found)


def cascade(sheets: Iterable[Sheet], medium: str, asked: frozenset[str]) -> Cascade:
    """Return what sheets say together, where a reader asked for this."""
    result = Cascade()
    for sheet in sheets:
        for rule in sheet.rules:
            if all(applies(query, medium, asked) for query in rule.media):
                add(result, sheet.path, rule)
    return result


def add(result: Cascade, path: str, rule: StyleRule) -> None:
    """Put a rule over what was said before."""
    values = {item.name: item.value for item in rule.declarations if item.name.startswith("--")}
    if values and not set(WHOLE).isdisjoint(rule.selectors):
        result.page |= values
    elif values:
        result.sets.setdefault(", ".join(rule.selectors), {}).update(values)
    for selector in rule.selectors:
        block = result.blocks.setdefault(selector, {})
        for item in rule.declarations:
            if item.name == "background":  # a shorthand takes back what others said
                for name in GROUNDS:
                    block.pop(name, None)
            block[item.name] = Put(path, item)


def applies(query: str, medium: str, asked: frozenset[str]) -> bool:
    """Whether a media query holds for a medium and what a reader asked for; widths and the like may always hold.

    >>> applies("screen and (prefers-color-scheme: dark)", "screen", frozenset())
    False
    """
    return any(holds(part.strip(), medium, asked) for part in query.split(","))


def holds(part: str, medium: str, asked: frozenset[str]) -> bool:
    """Whether one query of a list holds; colours that a system forces are not ours to judge."""
    if "forced-colors" in part or "inverted-colors" in part:
        return False
    type_ = part.removeprefix("only ").split(" ")[0]
    is_not = type_ == "not"
    if type_ in ("screen", "print", "speech") and type_ != medium:
        return False
    wanted = {
        "light": "dark" not in asked, "dark": "dark" in asked, "more": "more" in asked, "less": False,
        "custom": False, "no-preference": "more" not in asked, "": "more" in asked,
    }  # fmt: skip
    found = all(wanted.get(value, False) for _, value in FEATURE.findall(part))
    return not found if is_not and FEATURE.search(part) else found and not is_not


class Values:
    """Custom properties, and what they hold once those they call are put in."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self.raw = raw
        self.known: dict[str, str | None] = {}

    def put_in(self, value: str, depth: int = 0) -> str | None:
        """Return a value with what its custom properties hold, None where that is not known.

        >>> Values({"--a": "var(--b)", "--b": "#fff"}).put_in("var(--a, red)")
        '#fff'
        """
        while "var(" in value:
            start = value.index("var(")
            end = closing(value, start + 4)
            if end is None or depth > DEEPEST or len(value) > LONGEST:
                return None
            name, comma, fallback = value[start + 4 : end].partition(",")
            held = self.of(name.strip(), depth + 1)
            if held is None and comma:
                held = self.put_in(fallback.strip(), depth + 1)
            if held is None:
                return None
            value = f"{value[:start]}{held}{value[end + 1 :]}"
        return value

    def of(self, name: str, depth: int) -> str | None:
        """Return what a custom property holds; None when it is not set, or calls itself."""
        if name not in self.known:
            self.known[name] = None
            if name in self.raw:
                self.known[name] = self.put_in(self.raw[name], depth)
        return self.known[name]


def closing(text: str, start: int) -> int | None:
    """Return where the bracket ends that was opened before a place."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return None


def simple_names(selector: str) -> frozenset[str]:
    """Return the classes and ids that a selector names."""
    return frozenset(re.findall(r"[.#][\w-]+", selector))
