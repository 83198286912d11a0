"""Do the colours of stylesheets stand out from their grounds, in every scheme (WCAG 2.2, 1.4.3)?

Programs that look at pages look at the scheme of their machine; the dark, more contrast and paper are seen here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from publisher.checks.content.cascade import SCHEMES, WHOLE, Cascade, Put, Values, cascade, simple_names
from publisher.checks.content.values import Inspected
from publisher.model.colour import WHITE, Colour, contrast, shown, wanted
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.stylesheet import Painting, Sheet
from publisher.rules import rules

RULES = ("content/palette-contrast", "content/palette-ground")
UNTESTED = re.compile(r":disabled|::(?:marker|backdrop|placeholder)")
"""parts of selectors of what need not stand out, or is no text"""
LENGTH = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?|\.\d+)(pt|px|rem|mm|cm|in)\b")
POINTS = {"pt": 1.0, "px": 0.75, "rem": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
"""points by unit; the root has the size of letters that browsers begin with"""
WEIGHTS = {"bold": 700.0, "bolder": 700.0, "normal": 400.0, "lighter": 400.0}

Paint = Callable[[str], Painting]


class Pair(NamedTuple):
    """A colour of text and the ground that it is held against."""

    selector: str
    put: Put
    colour: Colour
    ground: Colour
    least: float
    own: bool
    """whether the ground is set for the same selector"""

    @property
    def ratio(self) -> float:
        """The contrast."""
        return contrast(self.colour, self.ground)


class Ground(NamedTuple):
    """A colour that stylesheets paint behind something."""

    selector: str
    colour: Colour


def check_styles(sheets: Sequence[Sheet], medium: str, paint: Paint) -> Inspected:
    """Return which colours of text do not stand out, and how many pairs were looked at, by sheet.

    `sheets` are those of a medium (`screen`, `print`) in the order of their cascade; `paint` says what a value paints.
    Findings have no language: a sheet is for all. One is told for a declaration, of its worst scheme.
    """
    paint = lru_cache(maxsize=None)(paint)
    counts = {sheet.path: dict.fromkeys(RULES, 0) for sheet in sheets}
    worst: dict[tuple[str, int], tuple[float, Finding]] = {}
    for scheme, asked in SCHEMES[medium].items():
        said = cascade(sheets, medium, asked)
        grounds = tuple(dict.fromkeys(grounds_of(said, paint)))
        for pair in dict.fromkeys(pairs_of(said, paint)):
            counts[pair.put.sheet][rule_for(pair)] += 1
            finding = judged(pair, scheme, grounds)
            key = pair.put.sheet, pair.put.declaration.line
            if finding is not None and (key not in worst or gravity(pair, finding) < worst[key][0]):
                worst[key] = gravity(pair, finding), finding
    return Inspected(tuple(finding for _, (_, finding) in sorted(worst.items(), key=lambda item: item[0])), counts)


def rule_for(pair: Pair) -> str:
    """Return the rule that looks at a pair first."""
    return RULES[0] if pair.own else RULES[1]


def gravity(pair: Pair, finding: Finding) -> float:
    """Return how bad a finding is: errors first, then by contrast."""
    return pair.ratio / pair.least + (1 if finding.level is Level.NOTE else 0)


def judged(pair: Pair, scheme: str, grounds: Sequence[Ground]) -> Finding | None:
    """Return the finding of a pair that stands out too little.

    A colour without a ground of its own may stand on any: where some other ground of the sheets would carry it, it is
    taken to stand there if their selectors have a class or an id in common, else it is for a person to see.
    """
    if pair.ratio >= pair.least:
        return None
    if pair.own:
        return finding_of(RULES[0], pair, scheme)
    others = [each for each in grounds if contrast(pair.colour.over(each.colour), each.colour) >= pair.least]
    if not others:
        return finding_of(RULES[0], pair, scheme)
    names = simple_names(pair.selector)
    if any(names & simple_names(each.selector) for each in others):
        return None
    return finding_of(RULES[1], pair, scheme)


def finding_of(name: str, pair: Pair, scheme: str) -> Finding:
    """Return the finding of a pair at the line of its colour."""
    rule = rules()[name]
    words = (
        pair.selector, pair.colour.code, pair.ground.code, f"{shown(pair.ratio):.2f}", f"{pair.least:.1f}", scheme
    )  # fmt: skip
    return Finding(
        rule=rule.id,
        message=rule.message.format(*words),
        level=rule.level,
        outcome=Outcome.CANT_TELL if rule.level is Level.NOTE else Outcome.FAILED,
        file=pair.put.sheet,
        line=pair.put.declaration.line,
        hint=rule.hint,
        quote=pair.selector,
        subject=pair.put.sheet,
        words=words,
    )


def pairs_of(said: Cascade, paint: Paint) -> Iterator[Pair]:
    """Yield every colour of text with its ground, as far as both are known, in every set of custom properties."""
    for values, selectors in said.environments():
        page = page_ground(said, values, paint)
        for selector in selectors:
            block = said.blocks[selector]
            put = block.get("color")
            if put is None or UNTESTED.search(selector):
                continue
            colour = colour_of(put, values, paint)
            is_own, ground = ground_of(block, values, paint, page)
            if colour is not None and colour.alpha > 0 and ground is not None:
                yield Pair(selector, put, colour.over(ground), ground, least_of(block, values), is_own)


def grounds_of(said: Cascade, paint: Paint) -> Iterator[Ground]:
    """Yield the grounds that sheets paint."""
    for values, selectors in said.environments():
        page = page_ground(said, values, paint)
        for selector in selectors:
            block = said.blocks[selector]
            sheet_of_paper = f"@page {block['page'].declaration.value}" if "page" in block else ""
            is_own, ground = ground_of(said.blocks.get(sheet_of_paper, block), values, paint, page)
            if is_own and ground is not None:
                yield Ground(selector, ground)


def page_ground(said: Cascade, values: Values, paint: Paint) -> Colour:
    """Return the ground of the page, white where no sheet paints it."""
    page = WHITE
    for block in (said.blocks[selector] for selector in WHOLE if selector in said.blocks):
        is_own, ground = ground_of(block, values, paint, page)
        page = ground if is_own and ground is not None else page
    return page


def ground_of(block: Mapping[str, Put], values: Values, paint: Paint, page: Colour) -> tuple[bool, Colour | None]:
    """Return whether a selector has a ground of its own, and the ground; None where nobody can tell what it is."""
    image = block.get("background-image")
    is_picture = image is not None and values.put_in(image.declaration.value) != "none"
    put = block.get("background-color") or block.get("background")
    if put is None:
        return (True, None) if is_picture else (False, page)
    value = values.put_in(put.declaration.value)
    found = None if value is None else paint(value)
    if found is None or found.colour is None or found.is_picture or is_picture:
        return True, None
    return (False, page) if found.colour.alpha == 0 else (True, found.colour.over(page))


def colour_of(put: Put, values: Values, paint: Paint) -> Colour | None:
    """Return a colour of text, None where it is not known."""
    value = values.put_in(put.declaration.value)
    return None if value is None or value in ("inherit", "") else paint(value).colour


def least_of(block: Mapping[str, Put], values: Values) -> float:
    """Return the least contrast for the size and weight that a selector sets."""
    size = block.get("font-size") or block.get("font")
    text = (values.put_in(size.declaration.value) or "") if size else ""
    lengths = [float(number) * POINTS[unit] for number, unit in LENGTH.findall(text.partition("/")[0])]
    weight = block.get("font-weight") or block.get("font")
    said = (values.put_in(weight.declaration.value) or "") if weight else ""
    return wanted(min(lengths, default=None), max(map(weight_of, said.split()), default=None))


def weight_of(word: str) -> float:
    """Return the weight that a word of a font says, 0 for any other."""
    is_weight = word.isdecimal() and len(word) == len("700")
    return float(word) if is_weight else WEIGHTS.get(word, 0.0)
