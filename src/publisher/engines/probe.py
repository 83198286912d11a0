"""Which outside programs are there, in which version, and how the missing ones are installed."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from publisher.engines import dictionary
from publisher.engines.programs import asking, beside, find_fonts, find_pango, pango_version, program, together
from publisher.errors import ExitCode, PublisherError

PINS = Path(__file__).parent
PIN_FILES = ("pom.xml", "package.json", "package-lock.json")
"""what says which engines, in which versions, belong into the cache"""
OLDEST_JAVA = 17
ENGINES_LINE = "publisher doctor --install"


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found of one outside program."""

    name: str
    found: bool
    version: str | None
    path: str | None
    """the program, or what is handed to one: the folder of jars, the script, the jar"""
    install: str | None
    """command that installs it; None when it was found"""
    purpose: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """An outside program we use: how it is found, asked and installed."""

    purpose: str
    install: str
    find: Callable[[], str | None]
    version: Callable[[str], str | None]


SUPPORTING = frozenset({"maven", "node", "poppler", "gettext"})
"""programs that only fetch engines or serve our tests: where the engines are there, no verb asks for these"""


def cache_folder() -> Path:
    """Return the root of our cache: `PUBLISHER_CACHE_DIR`, else the user's cache folder."""
    chosen = os.environ.get("PUBLISHER_CACHE_DIR")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("publisher", appauthor=False)


def engines_folder() -> Path:
    """Return the folder of the pinned engines; another set of pins has another folder."""
    digest = hashlib.sha256()
    for name in ("pom.xml", "package-lock.json"):
        digest.update((PINS / name).read_bytes())
    return cache_folder() / "engines" / digest.hexdigest()[:12]


def probe_all() -> tuple[Probe, ...]:
    """Look for every outside program and ask each for its version; under two seconds."""
    with ThreadPoolExecutor(len(WANTED)) as pool:
        return tuple(pool.map(probe, WANTED))


def probe(name: str, *, ask: bool = True) -> Probe:
    """Look for one program; with `ask` false no program is started to learn its version."""
    wanted = WANTED[name]
    path = wanted.find()
    asked = ask or name in UNPACKED
    version = wanted.version(path) if path is not None and asked else None
    found = path is not None and not (name == "java" and is_too_old(version))
    return Probe(
        name=name,
        found=found,
        version=version,
        path=path,
        install=None if found else install_line(name),
        purpose=wanted.purpose,
    )


def require(name: str) -> Probe:
    """Return the probe of a program that the work needs; cheap, the version is known for engines of the cache only.

    Raises PublisherError ENGINE_MISSING when it is not there.
    """
    found = probe(name, ask=False)
    if not found.found:
        raise PublisherError(
            f"{name} is missing",
            code=ExitCode.ENGINE_MISSING,
            why=f"it {found.purpose}",
            hint=f"run: {found.install}",
        )
    return found


def install_line(name: str) -> str:
    """Return the command that makes a missing program appear."""
    variable = OVERRIDES.get(name)
    if variable is not None and os.environ.get(variable):
        return f"unset {variable} (what it names is not there)"
    return WANTED[name].install


def is_too_old(version: str | None) -> bool:
    """Return whether a Java version cannot run the engines; an unknown one is given its chance."""
    if version is None:
        return False
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    # Java 8 calls itself 1.8.
    major = numbers[1] if numbers[:1] == [1] and len(numbers) > 1 else numbers[0]
    return major < OLDEST_JAVA


def jars(folder: str, name: str) -> tuple[Callable[[], str | None], Callable[[str], str | None]]:
    """Return the search for a folder of jars by the jar that tells its version, and the reading of that version."""

    def main_jar() -> Path | None:
        return next(iter(sorted((engines_folder() / folder).glob(f"{name}-*.jar"))), None)

    def find() -> str | None:
        jar = main_jar()
        return None if jar is None else str(jar.parent)

    def version(_: str) -> str | None:
        jar = main_jar()
        return None if jar is None else jar.stem.removeprefix(f"{name}-")

    return find, version


def module(name: str, file: str) -> tuple[Callable[[], str | None], Callable[[str], str | None]]:
    """Return the search for a file of an npm package, and the reading of its version."""

    def folder() -> Path:
        return engines_folder() / "node" / "node_modules" / name

    def find() -> str | None:
        path = folder() / file
        return str(path) if path.is_file() else None

    def version(_: str) -> str | None:
        try:
            return str(json.loads((folder() / "package.json").read_bytes())["version"])
        except (OSError, ValueError, KeyError):
            return None

    return find, version


def apt(*packages: str) -> str:
    """Return the command that installs Debian packages."""
    return " ".join(("sudo apt-get install", *packages))


OVERRIDES = {"java": "PUBLISHER_JAVA", "chromium": "PUBLISHER_CHROMIUM", "dictionary": dictionary.VARIABLE}
UNPACKED = ("languagetool", "verapdf", "axe-core", "vnu")
"""engines of our cache: their versions are read from files"""
WANTED = {
    "java": Wanted(
        "runs LanguageTool, veraPDF and the Nu checker",
        apt("openjdk-17-jre-headless"),
        program("java", variable=OVERRIDES["java"]),
        asking(r'version "([^"]+)"', "-version"),
    ),
    "maven": Wanted("fetches the Java engines", apt("maven"), program("mvn"), asking(r"Apache Maven ([\d.]+)", "-v")),
    "node": Wanted(
        "fetches the npm engines", apt("nodejs", "npm"), together("node", "npm"), asking(r"v([\d.]+)", "-v")
    ),
    "chromium": Wanted(
        "shows the pages to axe-core",
        apt("chromium", "libatomic1"),
        # Playwright's driver, which steers the browser, needs the library; a bare Debian has neither.
        beside(
            program("chromium", "chromium-browser", "google-chrome", variable=OVERRIDES["chromium"]), "libatomic.so.1"
        ),
        asking(r"([\d]+\.[\d.]+)", "--version"),
    ),
    "poppler": Wanted(
        "reads PDF files back, in the tests",
        apt("poppler-utils"),
        together("pdftoppm", "pdftotext"),
        asking(r"version ([\d.]+)", "-v"),
    ),
    "gettext": Wanted(
        "checks our catalogs, in the tests (msgfmt)",
        apt("gettext"),
        together("msgfmt"),
        asking(r"(\d[\d.]+)", "--version"),
    ),
    "fonts": Wanted("gives letters to pages, Arabic ones too", apt("fonts-noto-core"), find_fonts, lambda _: None),
    "pango": Wanted(
        "shapes the text of PDF files",
        apt("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        find_pango,
        pango_version,
    ),
    "dictionary": Wanted(
        "knows the words of French, for texts from OCR", apt(dictionary.PACKAGE), dictionary.find, dictionary.version
    ),
    "languagetool": Wanted("checks spelling and grammar", ENGINES_LINE, *jars("languagetool", "languagetool-server")),
    "verapdf": Wanted("checks PDF files against PDF/UA and PDF/A", ENGINES_LINE, *jars("verapdf", "cli")),
    "axe-core": Wanted("checks pages for barriers", ENGINES_LINE, *module("axe-core", "axe.min.js")),
    "vnu": Wanted("checks the HTML of pages (Nu checker)", ENGINES_LINE, *module("vnu-jar", "build/dist/vnu.jar")),
}
