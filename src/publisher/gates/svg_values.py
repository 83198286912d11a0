"""Whether an attribute or a style of a drawing only draws."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterator, Mapping

from publisher.gates.stylesheets import passed_sheet, style_fault
from publisher.gates.svg_amount import Reference
from publisher.gates.svg_names import GREATEST, LEAST

OWN_URL = re.compile(r"url\(\s*(['\"]?)#([^\s'\"()]+)\1\s*\)", re.IGNORECASE)
LOADS = re.compile(
    r"\\|(?:url|expression|image-set|image|src|element|cross-fade)\s*\(|(?:binding|behaviou?r|javascript)\s*:",
    re.IGNORECASE,
)
"""what loads, runs, or could hide that it does, once references into the drawing are taken out"""
AT = re.compile(r"@(?!(?:media|supports|charset)\b)", re.IGNORECASE)
MOVING = re.compile(r"@(?:font-face|(?:-\w+-)?keyframes)\b[^{}@]*+\{(?:[^{}]*\{[^{}]*\})*+[^{}]*\}", re.IGNORECASE)
"""rules that only move something, or bring a font: readers' own shows the same words"""
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
RULE = re.compile(r"(?<![^{}])([^{}]*)\{([^{}]*)\}")
COMBINATOR = re.compile(r"[\s>+~]+")
KEY = re.compile(r"[.#][\w-]+|^[\w-]+")
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
TOO_GREAT = re.compile(r"(?<![\d.])0*[1-9]\d{9,}|e\+?0*(?:[1-9]\d|[7-9])|nan|inf", re.IGNORECASE)
"""of a number that no drawing needs and programs take badly: 10^10 and more, however it is written"""
DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)


def loads(css: str) -> bool:
    """Whether declarations could show or do anything but what the drawing itself holds."""
    return LOADS.search(OWN_URL.sub("", css)) is not None


def references(declarations: str) -> list[Reference]:
    """Return what declarations refer to."""
    parts = declarations.split(";") if "url" in declarations.lower() else ()
    return [
        Reference(found[2], is_marker=part.lstrip().lower().startswith("marker"))
        for part in parts
        for found in OWN_URL.finditer(part)
    ]


def references_of(element: str, pairs: Mapping[str, str]) -> Iterator[Reference]:
    """Yield what an element refers to, so that it is drawn with it."""
    for name, value in pairs.items():
        if name in ("href", "xlink:href") and value.startswith("#") and element != "a":
            yield Reference(value[1:])
        elif "(" in value and name not in ("transform", "id"):
            yield from references(value if name == "style" else f"{name}:{value}")


def passed_style(name: str, css: str) -> tuple[str, bool]:
    """Return a stylesheet of a drawing without comments, and whether it lost more: what loads, runs, grows or moves.

    What is left is judged by its letters, as strictly as a drawing allows: nothing can hide in another reading of it.
    """
    cut, findings = passed_sheet(name, css)
    text = COMMENT.sub(" ", cut)
    kept = MOVING.sub("", text)
    if loads(kept) or AT.search(kept):
        return "", True
    return kept, bool(findings) or kept != text


def is_unsafe(name: str, value: str) -> bool:
    """Whether an attribute might do anything but draw."""
    own = OWN_URL.sub("none", value)
    return LOADS.search(own) is not None or (name == "style" and style_fault(own) is not None)


def sheet_references(css: str) -> Iterator[tuple[str, list[Reference]]]:
    """Yield what rules are for, as `.class`, `#id`, `name` or `*`, and what they refer to."""
    for selectors, declarations in RULE.findall(css):
        if found := references(declarations):
            for selector in selectors.split(","):
                last = COMBINATOR.split(selector.strip())[-1]
                names = sorted(KEY.findall(last))  # of “rect.a” the class, of which there are fewer
                yield (names[0] if names else "*"), found


def is_absurd(element: str, name: str, value: str) -> bool:
    """Whether numbers of an attribute are too great or too small for any drawing."""
    if TOO_GREAT.search(value):
        return True
    greatest, least = GREATEST.get((element, name), math.inf), LEAST.get((element, name), 0.0)
    if greatest == math.inf and least == 0.0:
        return False
    numbers = [float(number) for number in NUMBER.findall(value)]
    return any(number > greatest or 0 < number < least for number in numbers)


def passed_data(address: str) -> str | None:
    """Return the address of a picture that lies in the drawing, checked like any picture, None for any other."""
    from publisher.gates.raster import passed_raster  # few drawings hold a picture, and decoders take long to load

    found = DATA.match(address)
    if found is None:
        return None
    kind = "jpg" if found[1].lower() in ("jpg", "jpeg") else found[1].lower()
    try:
        data = base64.b64decode("".join(address[found.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    passed = passed_raster(f"embedded.{kind}", data).data
    if passed is None:
        return None
    return f"data:image/{kind.replace('jpg', 'jpeg')};base64,{base64.b64encode(passed).decode()}"
