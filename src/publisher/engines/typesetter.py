"""What of this machine a layout depends on: libraries and fonts, known without loading any of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/etc/fonts")
"""fontconfig's own list on Debian, and its rules"""
SHARED_LIBRARIES = ("libpango*", "libharfbuzz*", "libfontconfig*", "libfribidi*")
LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib")


def fingerprint() -> bytes:
    """Return a text that changes when a library or a font is added, removed or replaced: names, sizes, times.

    Nothing of it reaches an output: it is compared with that of the last build.
    """
    lines = (*_packages(), *_shared_libraries(), *_fonts())
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _packages() -> list[str]:
    """Return the Python packages beside WeasyPrint with their versions."""
    spec = find_spec("weasyprint")
    places = spec.submodule_search_locations if spec else None
    return sorted(entry.name for place in places or () for entry in Path(place).parent.glob("*.dist-info"))


def _shared_libraries() -> list[str]:
    folders = [Path(folder) for folder in LIBRARY_FOLDERS]
    folders += [folder for place in folders if place.is_dir() for folder in place.glob("*-linux-gnu*")]
    return sorted(str(file.resolve()) for folder in folders for name in SHARED_LIBRARIES for file in folder.glob(name))


def _fonts() -> Iterator[str]:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    if "XDG_DATA_HOME" in os.environ:
        folders.append(Path(os.environ["XDG_DATA_HOME"]) / "fonts")
    for folder in folders:
        yield from sorted(_files(folder))


def _files(folder: Path) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        for name in names:
            try:
                told = Path(base, name).stat()
            except OSError:
                continue  # a link that leads nowhere
            yield f"{base}/{name} {told.st_size} {told.st_mtime_ns}"
