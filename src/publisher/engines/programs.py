"""How programs, fonts and libraries of the machine are found, and how a program is asked for its version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

FONTS = ("Noto Sans", "Noto Serif", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Kufi Arabic")
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1")
"""what WeasyPrint loads; without harfbuzz-subset it writes larger files and warns"""
SECONDS_TO_ANSWER = 5.0


def on_path(name: str) -> str | None:
    """Return where a program is, None where it is not."""
    return shutil.which(name, path=search_path())


def search_path() -> str:
    """Return the search path of programs without the folders that depend on where we stand.

    A publication that came from elsewhere could bring its own `java`.
    """
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


def program(*names: str, variable: str | None = None) -> Callable[[], str | None]:
    """Return a search for the first program of these names, or the one an environment variable names."""

    def find() -> str | None:
        chosen = os.environ.get(variable) if variable else None
        if chosen:
            return on_path(chosen)
        return next((path for path in map(on_path, names) if path), None)

    return find


def together(*names: str) -> Callable[[], str | None]:
    """Return a search for several programs of one package; the first path, None unless all are there."""

    def find() -> str | None:
        paths = [on_path(name) for name in names]
        return paths[0] if all(paths) else None

    return find


def asking(pattern: str, *arguments: str) -> Callable[[str], str | None]:
    """Return a question to a program: run it with `arguments`, find the version by `pattern`."""

    def version(path: str) -> str | None:
        match = re.search(pattern, output_of([path, *arguments]))
        return match.group(1) if match else None

    return version


def output_of(command: Sequence[str]) -> str:
    """Return what a program says on both streams; nothing when it cannot be started or does not answer."""
    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS_TO_ANSWER,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PATH": search_path()},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode("utf-8", "replace")


def find_fonts() -> str | None:
    """Return the program that knows the fonts when all our families are there."""
    lister = on_path("fc-list")
    if lister is None:
        return None
    families = {name for line in output_of([lister, ":", "family"]).splitlines() for name in line.split(",")}
    return lister if families.issuperset(FONTS) else None


def find_pango() -> str | None:
    """Return the name of the Pango library when it and what goes with it can be loaded, as WeasyPrint will."""
    return LIBRARIES[0] if can_load(*LIBRARIES) else None


def can_load(*libraries: str) -> bool:
    """Return whether the machine has all of these shared libraries."""
    import ctypes

    try:
        for name in libraries:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def beside(find: Callable[[], str | None], *libraries: str) -> Callable[[], str | None]:
    """Return a search that finds a program only together with shared libraries."""
    return lambda: find() if can_load(*libraries) else None


def pango_version(path: str) -> str | None:
    """Return the version that the loaded library tells."""
    import ctypes

    tell = ctypes.CDLL(path).pango_version_string
    tell.restype = ctypes.c_char_p
    answer: bytes = tell()
    return answer.decode()
