"""What this program is made of on this machine: Python libraries, npm packages, jars, and programs that were found."""

from __future__ import annotations

import base64
import json
import platform
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from publisher import __version__
from publisher.engines.probe import PINS, SUPPORTING, UNPACKED, Probe, engines_folder
from publisher.errors import ExitCode, PublisherError

PROGRAM = "publisher"
REQUIRED, OPTIONAL, EXCLUDED = "required", "optional", "excluded"
ALWAYS = frozenset({"pango", "fonts"})
"""programs without which nothing is laid out"""
POM = {"": "http://maven.apache.org/POM/4.0.0"}
JAR = re.compile(r"(?P<name>.+?)-(?P<version>\d[\w.-]*)\.jar")
UNIT = re.compile(r"META-INF/maven/(?P<group>[^/]+)/(?P<name>[^/]+)/pom\.properties")
LONGEST_LICENCE = 100
"""characters: what is longer in the field `License` is the text of one, not its name"""


@dataclass(frozen=True, slots=True)
class Part:
    """Something this program uses, in one version."""

    ecosystem: str
    """pypi, npm, maven or generic: where its name means something"""
    name: str
    """maven: `group:artifact`, or the artifact alone where no one says the group"""
    version: str | None
    licences: tuple[str, ...] = ()
    hashes: tuple[tuple[str, str], ...] = ()
    """names of algorithms and digests in hexadecimal"""
    needs: tuple[str, ...] = ()
    """labels of other parts"""
    scope: str = REQUIRED
    purpose: str | None = None

    @property
    def label(self) -> str:
        """What tells this part from any other."""
        return f"{self.ecosystem}:{self.name}@{self.version or ''}"


def all_parts(found: Sequence[Probe]) -> tuple[Part, tuple[Part, ...]]:
    """Return this program, and everything it uses; `found` is what was found of outside programs.

    Raises PublisherError ENGINE_MISSING when a Python library is not installed.
    """
    libraries = {part.name: part for part in python_parts()}
    program = libraries.pop(PROGRAM)
    pinned, brought = java_parts()
    beside = (*npm_parts(), *pinned, interpreter(), *program_parts(found))
    # A package URL of Python's would lead to a stranger of the same name.
    program = replace(
        program, ecosystem="generic", version=__version__, needs=(*program.needs, *(part.label for part in beside))
    )
    every = {part.label: part for part in (*brought, *libraries.values(), *beside)}
    return program, tuple(every[label] for label in sorted(every))


def python_parts(root: str = PROGRAM) -> tuple[Part, ...]:
    """Return a distribution and all it needs on this machine, by name; optional extras only where someone asks."""
    from packaging.utils import canonicalize_name

    todo = [(root, "", PROGRAM)]
    seen: set[tuple[str, str]] = set()
    needs: dict[str, set[str]] = {}
    installed: dict[str, Distribution] = {}
    while todo:
        name, extra, user = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        installed[name] = _installed(name, user)
        wanted = [(canonicalize_name(each), more) for each, more in _requirements(installed[name], extra)]
        needs.setdefault(name, set()).update(each for each, _ in wanted)
        todo.extend((each, more, name) for each, more in wanted)
    versions = {name: found.version for name, found in installed.items()}
    return tuple(
        Part(
            "pypi",
            name,
            versions[name],
            licences=licences(installed[name]),
            needs=tuple(sorted(f"pypi:{each}@{versions[each]}" for each in needs[name])),
        )
        for name in sorted(installed)
    )


def _installed(name: str, user: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as error:
        raise PublisherError(
            f"the Python library {name} is missing",
            code=ExitCode.ENGINE_MISSING,
            why=f"{user} needs it",
            hint="install what requirements.lock names: make setup",
        ) from error


def _requirements(found: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    """Yield names of what a distribution needs here with one of its extras, and the extra asked for ("" is none)."""
    from packaging.requirements import Requirement

    for text in found.requires or ():
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield wanted.name, ""
            yield from ((wanted.name, each) for each in sorted(wanted.extras))


def licences(found: Distribution) -> tuple[str, ...]:
    """Return what the metadata of a distribution say of its licence, in the words they have."""
    names = [*(found.metadata.get_all("License-Expression") or ()), *(found.metadata.get_all("License") or ())]
    told = [name for name in names if name not in ("", "UNKNOWN") and "\n" not in name and len(name) <= LONGEST_LICENCE]
    if told:
        return (told[0],)
    classes = found.metadata.get_all("Classifier") or []
    return tuple(sorted({text.rpartition(" :: ")[2] for text in classes if text.startswith("License ::")}))


def npm_parts(pins: Path = PINS) -> tuple[Part, ...]:
    """Return the packages of package-lock.json, with the hashes that npm holds them against."""
    packages: Mapping[str, Any] = json.loads((pins / "package-lock.json").read_bytes())["packages"]
    labels = {path: f"npm:{_npm_name(path)}@{entry.get('version')}" for path, entry in packages.items() if path}
    return tuple(
        Part(
            "npm",
            _npm_name(path),
            packages[path]["version"],
            licences=(packages[path]["license"],) if "license" in packages[path] else (),
            hashes=tuple(_digests(packages[path].get("integrity", ""))),
            needs=tuple(labels[place] for place in _npm_needs(path, packages)),
            scope=OPTIONAL,
        )
        for path in sorted(labels)
    )


def _npm_name(path: str) -> str:
    return path.rpartition("node_modules/")[2]


def _npm_needs(path: str, packages: Mapping[str, Any]) -> Iterator[str]:
    """Yield the places of what a package needs: as Node looks for it, in its own folder and then in those around it."""
    for name in sorted(packages[path].get("dependencies", ())):
        around = path
        while around and f"{around}/node_modules/{name}" not in packages:
            around = around.rpartition("node_modules/")[0].rstrip("/")
        place = f"{around}/node_modules/{name}".lstrip("/")
        if place in packages:
            yield place


def _digests(integrity: str) -> Iterator[tuple[str, str]]:
    for digest in integrity.split():
        algorithm, _, encoded = digest.partition("-")
        yield algorithm, base64.b64decode(encoded).hex()


def java_parts(pins: Path = PINS) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return what pom.xml pins, and the jars that came with it, where the engines are in the cache."""
    pinned = java_pins(pins)
    brought: dict[str, Part] = {}
    for profile in _pom(pins).iterfind(".//profile", POM):
        jars = [path for path in jar_files(profile.findtext("id", "", POM)) if not is_pinned(path, pinned)]
        others = {part.label: part for part in map(described, jars)}
        brought |= others
        # Maven copies jars without a word on which needs which; what is sure is who was asked for.
        asked = {_artifact(node, OPTIONAL).label for node in [*profile.iterfind(".//dependency", POM)][:1]}
        pinned = tuple(replace(part, needs=tuple(sorted(others))) if part.label in asked else part for part in pinned)
    return pinned, tuple(brought.values())


def java_pins(pins: Path = PINS) -> tuple[Part, ...]:
    """Return what pom.xml asks Maven for: the engines, and the plugin that fetches them."""
    root = _pom(pins)
    engines = (_artifact(node, OPTIONAL) for node in root.iterfind(".//dependency", POM))
    return (*engines, *(_artifact(node, EXCLUDED) for node in root.iterfind(".//plugin", POM)))


def _pom(pins: Path) -> ET.Element:
    return ET.parse(pins / "pom.xml").getroot()


def _artifact(node: ET.Element, scope: str) -> Part:
    group, name, version = (node.findtext(key, "", POM) for key in ("groupId", "artifactId", "version"))
    return Part("maven", f"{group}:{name}", version, scope=scope)


def jar_files(folder: str) -> tuple[Path, ...]:
    """Return the jars of one folder of the engines; none before they are installed."""
    return tuple(sorted((engines_folder() / folder).glob("*.jar")))


def is_pinned(path: Path, pinned: Iterable[Part]) -> bool:
    """Return whether a jar is what pom.xml asked for, and did not only come with it."""
    part = named_jar(path)
    return any((part.name, part.version) == (pin.name.rpartition(":")[2], pin.version) for pin in pinned)


def named_jar(path: Path) -> Part:
    """Return what the name of a jar says; the file is not opened."""
    match = JAR.fullmatch(path.name)
    name, version = (match["name"], match["version"]) if match else (path.stem, None)
    return Part("maven", name, version, scope=OPTIONAL)


def described(path: Path) -> Part:
    """Return a jar with its digest, and its group where its own description tells it."""
    part = named_jar(path)
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            units = [UNIT.fullmatch(name) for name in zipfile.ZipFile(file).namelist()]
    except (OSError, zipfile.BadZipFile) as error:
        raise PublisherError(
            f"{path.name} cannot be read",
            code=ExitCode.ENGINE_FAILED,
            why=str(error),
            hint=f"remove the folder {path.parent}, then run: publisher doctor --install",
        ) from error
    groups = sorted({unit["group"] for unit in units if unit is not None and unit["name"] == part.name})
    name = f"{groups[0]}:{part.name}" if groups else part.name
    return replace(part, name=name, hashes=(("sha256", digest),))


def interpreter() -> Part:
    """Return the Python that runs us."""
    return Part("generic", "python", platform.python_version(), purpose="runs this program")


def program_parts(found: Iterable[Probe]) -> tuple[Part, ...]:
    """Return the outside programs that were found; engines of our cache are npm packages and jars already."""
    return tuple(
        Part("generic", probe.name, probe.version, scope=_scope(probe.name), purpose=probe.purpose)
        for probe in found
        if probe.found and probe.name not in UNPACKED
    )


def _scope(name: str) -> str:
    if name in ALWAYS:
        return REQUIRED
    return EXCLUDED if name in SUPPORTING else OPTIONAL
