"""Which stylesheets a rendition gets: the default of its medium, then the publication's own, by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import TypeVar

from publisher.languages.digits import Digits
from publisher.model.publication import ALTERNATES
from publisher.renditions.counters import counted_in

MEDIA = ("screen", "print")
T = TypeVar("T")


def cascade(own: Mapping[str, str], medium: str, direction: str, digits: Digits | None = None) -> dict[str, str]:
    """Return stylesheets in cascade order for a medium (`screen`, `print`) and a direction (`ltr`, `rtl`).

    With `digits`, counters count in them.

    A publication's file whose name begins with a medium is for that medium only, one that ends in `-rtl.css` for
    right-to-left only; any other is for all. Those of an alternate style, whose names begin with its folder, come last.
    """
    folder = files(__package__) / "styles"
    defaults = {
        f"default-{entry.name}": entry.name for entry in sorted(folder.iterdir(), key=lambda entry: _rank(entry.name))
    }
    result = {
        alias: (folder / name).read_text("utf-8") for alias, name in defaults.items() if _fits(name, medium, direction)
    }
    if digits:
        name = f"{digits.counter}.css"
        result[f"default-digits-{name}"] = (folder / "digits" / name).read_text("utf-8")
    result |= {name: own[name] for name in sorted(own, key=_rank) if _fits(name, medium, direction)}
    return {name: counted_in(css, digits.counter) for name, css in result.items()} if digits else result


def without_alternates(own: Mapping[str, T], style: str = "") -> dict[str, T]:
    """Return a publication's stylesheets but those of alternate styles, one `style` excepted."""
    kept = {f"{ALTERNATES}{style}.css", f"{ALTERNATES}{style}-rtl.css"} if style else set()
    return {name: css for name, css in own.items() if name in kept or not name.startswith(ALTERNATES)}


def _rank(name: str) -> tuple[bool, bool, str]:
    """Order files by name, what is for right-to-left only and what is alternate after all it amends."""
    return name.startswith(ALTERNATES), name.endswith("-rtl.css"), name


def _fits(name: str, medium: str, direction: str) -> bool:
    other = any(name.startswith(item) for item in MEDIA if item != medium)
    return name.endswith(".css") and not other and (direction == "rtl" or not name.endswith("-rtl.css"))
