"""Running heads: one empty page for every page of the publication, with the names and texts its margin boxes ask for.

The styles of the publication draw the margin boxes of these pages, which are then stamped on the real ones. So a
chapter does not depend on the pages before it, and heads are artifacts without further ado.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from publisher.model.part import NamedString, Page

ISOLATES = {"rtl": ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"), "ltr": ("", "")}
"""what keeps a title in its own order beside a page number, where the line runs from right to left"""
SIDES = {"ltr": ("right", "left"), "rtl": ("left", "right")}
"""the sides of the first page and of the second"""


def heads(pages: Sequence[Page], language: str, direction: str, title: str) -> str:
    """Return an HTML document whose margin boxes are those of `pages`, in order."""
    divisions = "\n".join(_divisions(pages, direction))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>\n{divisions}\n</body></html>\n"
    )


def _divisions(pages: Sequence[Page], direction: str) -> Iterator[str]:
    isolates, sides = ISOLATES[direction], SIDES[direction]
    for number, page in enumerate(pages):
        if _comes_of_itself(pages, number):
            continue
        after_blank = number > 0 and _comes_of_itself(pages, number - 1)
        breaks = f"break-before:{sides[number % 2] if after_blank else 'page'};" if number else ""
        name = f"page:{page.name};" if page.name else ""
        first, later = _assignments(page.strings, isolates)
        yield f'<div style="{breaks}{name}{escape(first)}">{"".join(_setting(value) for value in later)}</div>'


def _comes_of_itself(pages: Sequence[Page], number: int) -> bool:
    """Whether a page is the blank one between two others, where the second asks for the side of the first."""
    around = pages[number - 1 : number + 2] if number else ()
    return [page.blank for page in around] == [False, True, False]


def _assignments(strings: Iterable[NamedString], isolates: tuple[str, str]) -> tuple[str, list[str]]:
    """Return the `string-set` of the page's first element, and those of others, which come later on it."""
    begins = ", ".join(_pair(string, isolates) for string in strings if string.first)
    return (f"string-set:{begins}" if begins else ""), [_pair(item, isolates) for item in strings if not item.first]


def _setting(pair: str) -> str:
    return f'<i style="{escape("string-set:" + pair)}"></i>'


def _pair(string: NamedString, isolates: tuple[str, str]) -> str:
    before, after = isolates if string.value.strip() else ("", "")
    return f"{string.name} {_css_string(before + string.value + after)}"


def _css_string(text: str) -> str:
    """Return a text as a CSS string; what could end it is written by its number."""
    shown = (f"\\{ord(character):x} " if character in '"\\\n\r\f' else character for character in text)
    return f'"{"".join(shown)}"'
