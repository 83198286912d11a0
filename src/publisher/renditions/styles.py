"""Which stylesheets a rendition gets: the default of its medium, then the publication's own, by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

MEDIA = ("screen", "print")


def cascade(own: Mapping[str, str], medium: str, direction: str) -> dict[str, str]:
    """Return stylesheets in cascade order for a medium (`screen`, `print`) and a direction (`ltr`, `rtl`).

    A publication's file whose name begins with a medium is for that medium only, one that ends in `-rtl.css` for
    right-to-left only; any other is for all.
    """
    folder = files(__package__) / "styles"
    defaults = {
        f"default-{entry.name}": entry.name for entry in sorted(folder.iterdir(), key=lambda entry: _rank(entry.name))
    }
    result = {
        alias: (folder / name).read_text("utf-8") for alias, name in defaults.items() if _fits(name, medium, direction)
    }
    return result | {name: own[name] for name in sorted(own, key=_rank) if _fits(name, medium, direction)}


def _rank(name: str) -> tuple[bool, str]:
    """Order files by name, what is for right-to-left only after all it amends."""
    return name.endswith("-rtl.css"), name


def _fits(name: str, medium: str, direction: str) -> bool:
    other = any(name.startswith(item) for item in MEDIA if item != medium)
    return name.endswith(".css") and not other and (direction == "rtl" or not name.endswith("-rtl.css"))
