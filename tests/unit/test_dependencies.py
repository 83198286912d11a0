"""What is locked, what is installed and what the bill of materials says are one thing, and none of it is known unsafe.

Needs no network: `python -m pytest tests/unit/test_dependencies.py`.
"""

from __future__ import annotations

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from publisher.cli import cli
from publisher.cli.making import health
from publisher.engines.advisories import Advisory, advisories, exposures, installed, is_below
from publisher.engines.parts import PROGRAM, Part, java_pins, npm_parts, python_parts
from publisher.engines.probe import PINS, probe_all
from publisher.engines.sbom import sbom
from publisher.errors import ExitCode

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NPM = json.loads((PINS / "package-lock.json").read_bytes())
WANTED_NPM = json.loads((PINS / "package.json").read_bytes())["dependencies"]
POM = (PINS / "pom.xml").read_text("utf-8")
SPACE = {"": "http://maven.apache.org/POM/4.0.0"}
ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+) \\\n(?P<more>(?:    .*\n?)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
LINE = re.compile(r"#.*|[\w.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    #( via|   [\w. ()-]+|.*)|")
VIA = re.compile(r"^    #(?: via)?\s+([\w.-]+)", re.MULTILINE)
EXACT = re.compile(r"\d+(\.\d+)+")


@dataclass(frozen=True)
class Locked:
    version: str
    hashes: int
    users: frozenset[str]
    """who needs it, as the lock file says"""


def locked(text: str) -> dict[str, Locked]:
    return {
        canonicalize_name(entry["name"]): Locked(
            entry["version"],
            len(HASH.findall(entry["more"])),
            frozenset(canonicalize_name(name) for name in VIA.findall(entry["more"])),
        )
        for entry in ENTRY.finditer(text)
    }


def faults_of_lock(text: str) -> list[str]:
    """Return what a lock file must not have: anything but versions, hashes and remarks; an entry without a hash."""
    lines = [line for line in text.splitlines() if not LINE.fullmatch(line)]
    return lines + [name for name, entry in locked(text).items() if not entry.hashes]


def runtime(text: str, project: Mapping[str, Any]) -> dict[str, str]:
    """Return versions by name of what the program itself needs, followed through the remarks of the lock file."""
    entries = locked(text)
    found = {canonicalize_name(Requirement(pin).name) for pin in project["project"]["dependencies"]}
    while more := {name for name, entry in entries.items() if entry.users & found} - found:
        found |= more
    return {name: entries[name].version if name in entries else "not locked" for name in found}


def told(bill: str) -> dict[str, str]:
    """Return versions by name of the Python libraries in a bill of materials."""
    rows = json.loads(bill)["components"]
    return {row["name"]: row["version"] for row in rows if row["purl"].startswith("pkg:pypi/")}


def faults_of_npm(lock: Mapping[str, Any], wanted: Mapping[str, str]) -> list[str]:
    packages = {name.removeprefix("node_modules/"): entry for name, entry in lock["packages"].items() if name}
    faults = [name for name, entry in packages.items() if "resolved" in entry]
    faults += [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")]
    faults += [name for name, entry in packages.items() if not EXACT.fullmatch(entry["version"])]
    return faults + [name for name in wanted if packages.get(name, {}).get("version") != wanted[name]]


def faults_of_pom(text: str) -> list[str]:
    root = ET.fromstring(text)
    nodes = [*root.iterfind(".//dependency", SPACE), *root.iterfind(".//plugin", SPACE)]
    assert nodes
    versions = [(node.findtext("artifactId", "", SPACE), node.findtext("version", "", SPACE)) for node in nodes]
    elsewhere = [node.tag for name in ("repository", "pluginRepository") for node in root.iterfind(f".//{name}", SPACE)]
    return elsewhere + [name for name, version in versions if not EXACT.fullmatch(version)]


@pytest.fixture(scope="module")
def bill() -> str:
    return sbom()


def test_the_lock_file_has_versions_with_hashes_and_nothing_else() -> None:
    assert faults_of_lock(LOCK) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "--index-url https://example.org/simple\n" + text,
        lambda text: "--extra-index-url https://example.org/simple\n" + text,
        lambda text: text + "thing @ https://example.org/thing.whl\n",
        lambda text: text + "-e git+https://example.org/thing.git#egg=thing\n",
        lambda text: text.replace("weasyprint==70.0 \\\n", "weasyprint==70.0\n"),
        lambda text: text.replace("weasyprint==70.0", "weasyprint>=70.0"),
        lambda text: re.sub(r"(?m)^(weasyprint==70.0 \\\n)(    --hash.*\n)+", r"\1", text),
        lambda text: text.replace("--hash=sha256:", "--hash=md5:", 1),
    ],
)
def test_a_lock_file_with_an_address_or_without_hashes_is_seen(spoil: Callable[[str], str]) -> None:
    assert spoil(LOCK) != LOCK
    assert faults_of_lock(spoil(LOCK))


def test_every_pin_of_the_project_is_the_version_that_is_locked() -> None:
    pins = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    ]
    entries = locked(LOCK)
    named = {canonicalize_name(Requirement(pin).name): str(Requirement(pin).specifier) for pin in pins}
    assert named == {name: f"=={entries[name].version}" for name in named}


def test_the_bill_has_exactly_the_libraries_that_the_lock_file_gives_the_program(bill: str) -> None:
    assert told(bill) == runtime(LOCK, PROJECT)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("weasyprint==70.0", "weasyprint==70.1"),
        lambda text: text.replace("pydyf==", "pydyf-of-others=="),
        lambda text: re.sub(r"(?m)^mdurl==(?:.*\n)(?:    .*\n)+", "", text),
        lambda text: text + f"new==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via weasyprint\n",
    ],
)
def test_a_lock_file_that_says_something_else_is_seen(spoil: Callable[[str], str], bill: str) -> None:
    assert spoil(LOCK) != LOCK
    assert told(bill) != runtime(spoil(LOCK), PROJECT)


@pytest.mark.parametrize("pins", [["pytest==9.2.0"], ["there-is-no-such-library==1.0"]])
def test_a_project_that_needs_more_than_the_bill_has_is_seen(pins: list[str], bill: str) -> None:
    more = {"project": {"dependencies": [*PROJECT["project"]["dependencies"], *pins]}}
    assert told(bill) != runtime(LOCK, more)


def test_npm_packages_are_locked_by_content_and_without_addresses() -> None:
    assert faults_of_npm(NPM, WANTED_NPM) == []


@pytest.mark.parametrize(
    "change",
    [
        {"resolved": "https://example.org/axe-core-4.14.1.tgz"},
        {"integrity": "sha1-AAAA"},
        {"integrity": ""},
        {"version": "4.14.0"},
        {"version": "^4.14.1"},
    ],
)
def test_an_npm_package_that_is_not_is_seen(change: dict[str, str]) -> None:
    entry = NPM["packages"]["node_modules/axe-core"] | change
    changed = {"packages": NPM["packages"] | {"node_modules/axe-core": entry}}
    assert set(faults_of_npm(changed, WANTED_NPM)) == {"axe-core"}


def test_maven_is_asked_for_exact_versions_from_its_own_repository() -> None:
    assert faults_of_pom(POM) == []


@pytest.mark.parametrize("version", ["[6.7,7)", "6.8-SNAPSHOT", "LATEST", "RELEASE", "${languagetool}", "6", ""])
def test_a_pom_with_another_kind_of_version_is_seen(version: str) -> None:
    assert faults_of_pom(POM.replace("<version>6.7</version>", f"<version>{version}</version>"))
    assert faults_of_pom(POM.replace("<version>3.8.1</version>", f"<version>{version}</version>"))


def test_a_pom_with_another_repository_is_seen() -> None:
    more = "<repositories><repository><url>https://example.org</url></repository></repositories></project>"
    assert faults_of_pom(POM.replace("</project>", more))


def pins() -> tuple[Part, ...]:
    """Return everything that is locked, of the program and of its developers."""
    libraries = (Part("pypi", name, entry.version) for name, entry in locked(LOCK).items())
    return (*libraries, *npm_parts(), *java_pins())


@pytest.mark.parametrize("parts", [pins, installed], ids=["locked", "installed"])
def test_nothing_is_older_than_an_advisory_allows(parts: Callable[[], tuple[Part, ...]]) -> None:
    assert [(each.part.label, each.advisory.id) for each in exposures(parts()) if not each.is_borne] == []


@pytest.mark.parametrize("advisory", advisories(), ids=lambda advisory: f"{advisory.package}-{advisory.id}")
def test_the_version_before_the_safe_one_is_seen_and_the_safe_one_is_not(advisory: Advisory) -> None:
    old, safe = (
        Part(advisory.ecosystem, advisory.package, version) for version in (f"{advisory.below}rc1", advisory.below)
    )
    assert advisory in [each.advisory for each in exposures([old])]
    assert advisory not in [each.advisory for each in exposures([safe])]


def test_every_advisory_says_which_where_and_what_and_is_held_once() -> None:
    assert len({(each.package, each.id) for each in advisories()}) == len(advisories())
    for advisory in advisories():
        assert re.fullmatch(r"(CVE|PYSEC)-\d{4}-\d+|GHSA(-[0-9a-z]{4}){3}", advisory.id)
        assert advisory.what
        assert advisory.source


@pytest.mark.parametrize(("name", "floor"), [("weasyprint", "70.0"), ("babel", "2.9.1"), ("markdown-it-py", "2.2.0")])
def test_the_floors_that_hostile_input_asks_for_are_held(name: str, floor: str) -> None:
    assert exposures([Part("pypi", name, f"{floor}.dev0")])


@pytest.mark.engine("languagetool")
@pytest.mark.engine("verapdf")
def test_every_advisory_is_about_something_we_have_and_none_is_borne_that_is_mended() -> None:
    parts = installed()
    names = {name for part in parts for name in (part.name, part.name.rpartition(":")[2])}
    assert [each.id for each in advisories() if each.package.rpartition(":")[2] not in names] == []
    exposed = {each.advisory.id for each in exposures(parts)}
    assert {each.id for each in advisories() if each.meanwhile is not None} == exposed


@pytest.mark.parametrize(
    ("version", "floor", "below"),
    [
        ("4.1.118.Final", "4.1.94", False),
        ("4.1.86.Final", "4.1.94", True),
        ("33.3.1-jre", "32.0.1", False),
        ("2.10", "2.9.0", False),
        ("70.0.post1", "70.0", False),
        ("unreadable", "1.0", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, floor: str, below: bool) -> None:
    assert is_below(version, floor) is below


@pytest.mark.parametrize(
    ("part", "code", "told"),
    [
        (Part("pypi", "pillow", "12.2.0"), ExitCode.FINDINGS, ["PYSEC-2026-2253"]),
        (Part("maven", "org.verapdf.apps:cli", "1.30.3"), ExitCode.DONE, ["GHSA-73f4-hgcx-xc59"]),
        (Part("pypi", "pillow", "13.0.0"), ExitCode.DONE, []),
    ],
)
def test_the_doctor_says_which_part_has_a_known_fault_and_since_when_it_is_mended(
    part: Part, code: ExitCode, told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("publisher.engines.advisories.installed", lambda: (part,))
    monkeypatch.setattr("publisher.engines.probe.probe_all", tuple)
    assert health(as_json=True) is code
    assert [row["id"] for row in json.loads(capsys.readouterr().out)["advisories"]] == told
    health(as_json=False)
    assert all((name in capsys.readouterr().out) is (code is ExitCode.FINDINGS) for name in told)


def test_a_missing_engine_outweighs_a_known_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("publisher.engines.advisories.installed", lambda: (Part("pypi", "pillow", "1.0"),))
    monkeypatch.setenv("PUBLISHER_JAVA", str(tmp_path / "nothing"))
    found = tuple(each for each in probe_all() if each.name == "java")
    monkeypatch.setattr("publisher.engines.probe.probe_all", lambda: found)
    assert health(as_json=True) is ExitCode.ENGINE_MISSING


def test_the_bill_is_printed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.engines.sbom.sbom", lambda: '{"bomFormat": "CycloneDX"}')
    ran = CliRunner().invoke(cli, ["doctor", "--sbom"])
    assert (ran.exit_code, ran.output) == (ExitCode.DONE, '{"bomFormat": "CycloneDX"}\n')


def test_the_program_is_what_its_own_metadata_say() -> None:
    pinned = {canonicalize_name(Requirement(pin).name) for pin in PROJECT["project"]["dependencies"]}
    (program,) = (part for part in python_parts() if part.name == PROGRAM)
    assert {need.removeprefix("pypi:").partition("@")[0] for need in program.needs} == pinned
