"""The bill of materials names what is there, all of it, with whom needs whom, and says the same every time."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from publisher import __version__
from publisher.engines import sbom as subject
from publisher.engines.parts import Part, java_parts, npm_parts, python_parts
from publisher.engines.probe import engines_folder, probe_all
from publisher.errors import ExitCode, PublisherError

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><profiles><profile><id>verapdf</id><dependencies>
<dependency><groupId>org.verapdf.apps</groupId><artifactId>cli</artifactId><version>1.30.2</version></dependency>
</dependencies></profile></profiles></project>"""


def bill(*parts: Part, made: datetime | None = None) -> str:
    """Return the bill of a program that needs these parts."""
    return subject.document(Part("generic", "whole", "1.0", needs=tuple(part.label for part in parts)), parts, made)


@pytest.fixture(scope="module")
def text() -> str:
    """Return the bill of this machine, engines included where they are installed."""
    return subject.sbom()


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def library(folder: Path, name: str, *needs: str, version: str = "1.0", more: str = "") -> None:
    described = folder / f"{name.lower().replace('-', '_')}-{version}.dist-info"
    described.mkdir()
    lines = [
        "Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {each}" for each in needs)
    ]  # fmt: skip
    (described / "METADATA").write_text("\n".join(lines) + f"\n{more}", "utf-8")


def jar(folder: Path, name: str, *units: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w") as file:
        for unit in units:
            file.writestr(f"META-INF/maven/{unit}/pom.properties", "")
    return folder / name


def test_the_bill_is_valid_cyclonedx(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_validator_sees_a_bill_that_is_not(text: str) -> None:
    broken = json.loads(text) | {"author": "nobody"}
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(broken)) is not None


def test_it_is_about_this_program(text: str) -> None:
    told = json.loads(text)["metadata"]["component"]
    assert (told["name"], told["version"], told["licenses"]) == (
        "publisher", __version__, [{"license": {"id": "GPL-3.0-or-later"}}],
    )  # fmt: skip


def test_every_component_has_a_package_url_with_its_version(text: str) -> None:
    unknown = {found.name for found in probe_all() if found.found and found.version is None}
    for component in json.loads(text)["components"]:
        if component["name"] not in unknown:
            assert component["purl"].endswith(f"@{component['version']}"), component


def test_every_reference_is_that_of_a_component_and_every_component_is_needed(text: str) -> None:
    told = json.loads(text)
    refs = [told["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in told["components"])]
    needed = {ref for row in told["dependencies"] for ref in row.get("dependsOn", ())}
    assert len(set(refs)) == len(refs)
    assert {row["ref"] for row in told["dependencies"]} == set(refs)
    assert needed == set(refs[1:])


@pytest.mark.parametrize("ref", ["pkg:pypi/weasyprint@", "pkg:npm/axe-core@", "pkg:maven/org.verapdf.apps/cli@"])
def test_libraries_packages_and_jars_are_in_it(text: str, ref: str) -> None:
    assert any(each["purl"].startswith(ref) for each in json.loads(text)["components"])


def test_it_is_the_same_every_time_and_has_no_date(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert subject.sbom() == text
    assert "timestamp" not in json.loads(text)["metadata"]


def test_it_has_the_date_it_is_told() -> None:
    plain = json.loads(bill())
    dated = json.loads(bill(made=datetime(2026, 5, 4, tzinfo=UTC)))
    assert dated["metadata"]["timestamp"].startswith("2026-05-04T00:00:00")
    assert dated["serialNumber"] != plain["serialNumber"]


@pytest.mark.parametrize(
    ("told", "year"), [("1700000000", 2023), ("", None), ("soon", None), ("9" * 12, None), ("-1", None), ("٣", None)]
)
def test_what_is_no_moment_is_no_date(told: str, year: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    found = subject.moment()
    assert (None if found is None else found.year) == year


def test_order_of_parts_does_not_matter() -> None:
    parts = [Part("pypi", name, "1.0") for name in "bca"]
    whole = Part("generic", "whole", "1.0", needs=tuple(part.label for part in parts[1:] + parts[:1]))
    assert bill(*parts) == subject.document(whole, parts[::-1])


def test_needs_are_followed_where_their_marker_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path, "made-of", "Part.One[fast]>=1", 'never; sys_platform == "win32"', 'dev-only; extra == "dev"')
    library(tmp_path, "part_one", 'quick; extra == "fast"', 'slow; extra == "sure"', "made-of")
    library(tmp_path, "quick")
    monkeypatch.syspath_prepend(str(tmp_path))
    parts = {part.name: part for part in python_parts("made-of")}
    assert {name: part.needs for name, part in parts.items()} == {
        "made-of": ("pypi:part-one@1.0",),
        "part-one": ("pypi:made-of@1.0", "pypi:quick@1.0"),
        "quick": (),
    }


def test_a_library_that_is_missing_is_named_with_who_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path, "made-of", "there-is-no-such-library")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PublisherError) as caught:
        python_parts("made-of")
    assert caught.value.code is ExitCode.ENGINE_MISSING
    assert "there-is-no-such-library" in caught.value.message
    assert "made-of" in str(caught.value.why)
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("more", "licences"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: other\n", ("MIT OR Apache-2.0",)),
        ("License: MIT\nClassifier: License :: OSI Approved :: BSD License\n", ("MIT",)),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: BSD License\n", ("BSD License",)),
        (f"License: {'long ' * 30}\nClassifier: License :: OSI Approved :: BSD License\n", ("BSD License",)),
        ("Classifier: Operating System :: OS Independent\n", ()),
    ],
)
def test_licences_are_those_of_the_metadata(
    more: str, licences: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(tmp_path, "made-of", more=more)
    monkeypatch.syspath_prepend(str(tmp_path))
    (part,) = python_parts("made-of")
    assert part.licences == licences
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill(part)) is None


def locked(folder: Path, packages: dict[str, Any]) -> Path:
    (folder / "package-lock.json").write_text(json.dumps({"packages": {"": {}} | packages}), "utf-8")
    return folder


def test_npm_packages_have_their_digest_and_what_node_would_load(tmp_path: Path) -> None:
    pins = locked(
        tmp_path,
        {
            "node_modules/@a/up": {
                "version": "1.0.0",
                "integrity": "sha512-AAEC",
                "dependencies": {"b": "2", "c": "1"},
            },
            "node_modules/@a/up/node_modules/b": {"version": "2.0.0", "dependencies": {"c": "1"}},
            "node_modules/b": {"version": "1.0.0"},
            "node_modules/c": {"version": "1.0.0"},
        },
    )
    parts = {part.label: part for part in npm_parts(pins)}
    assert parts["npm:@a/up@1.0.0"].needs == ("npm:b@2.0.0", "npm:c@1.0.0")
    assert parts["npm:b@2.0.0"].needs == ("npm:c@1.0.0",)
    assert parts["npm:@a/up@1.0.0"].hashes == (("sha512", "000102"),)
    refs = {each["purl"] for each in json.loads(bill(*parts.values()))["components"]}
    assert "pkg:npm/%40a/up@1.0.0" in refs


def test_jars_in_the_cache_are_told_with_digest_and_group(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "pom.xml").write_text(POM, "utf-8")
    folder = engines_folder() / "verapdf"
    jar(folder, "cli-1.30.2.jar")
    told = jar(folder, "told-2.0.jar", "org.example/told", "org.example/packed-in")
    jar(folder, "untold-4.1.118.Final.jar", "org.example/other")
    pinned, brought = java_parts(tmp_path)
    assert [(part.name, part.version) for part in pinned] == [("org.verapdf.apps:cli", "1.30.2")]
    assert pinned[0].needs == ("maven:org.example:told@2.0", "maven:untold@4.1.118.Final")
    assert brought[0].hashes == (("sha256", hashlib.sha256(told.read_bytes()).hexdigest()),)
    refs = [each["purl"] for each in json.loads(bill(*brought))["components"]]
    assert sorted(refs) == ["pkg:generic/untold@4.1.118.Final", "pkg:maven/org.example/told@2.0"]


def test_without_engines_there_are_only_the_pins(cache: Path) -> None:
    pinned, brought = java_parts()
    assert "org.verapdf.apps:cli" in {part.name for part in pinned}
    assert brought == ()


def test_a_jar_that_cannot_be_read_is_an_error_with_a_hint(cache: Path) -> None:
    jar(engines_folder() / "verapdf", "broken-1.0.jar").write_bytes(b"no archive")
    with pytest.raises(PublisherError) as caught:
        java_parts()
    assert caught.value.code is ExitCode.ENGINE_FAILED
    assert caught.value.hint is not None
